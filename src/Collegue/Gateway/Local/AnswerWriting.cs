using System.Buffers;
using System.Text.Json;

namespace Collegue.Gateway.Local;

/// <summary>Writes an answer by the contracts of chats and completions, whole or as a stream.</summary>
internal sealed class AnswerWriting(CitedAnswer answer, string model, bool isChat, Guid id, DateTimeOffset now, (int Input, int Output) words)
{
    public (int Input, int Output) Words => words;

    public void WriteWhole(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteHead(writer, isChat ? "chat.completion" : "text_completion");
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        if (isChat)
        {
            writer.WriteStartObject("message");
            writer.WriteString("role", "assistant");
            writer.WriteString("content", answer.Answer.Text);
            writer.WriteNull("refusal");
            answer.WriteAnnotations(writer);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteString("text", answer.Answer.Text);
        }

        writer.WriteNull("logprobs");
        writer.WriteString("finish_reason", "stop");
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteUsage(writer);
        answer.WriteProof(writer);
        writer.WriteEndObject();
    }

    public async Task StreamAsync(HttpContext http, bool withUsage, CancellationToken cancellation)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache";
        if (isChat)
        {
            await SendAsync(http, writer => WriteChunk(writer, "", isFirst: true, isLast: false, withUsage), cancellation);
        }

        foreach (var piece in answer.Pieces)
        {
            await SendAsync(http, writer => WriteChunk(writer, piece, isFirst: false, isLast: false, withUsage), cancellation);
        }

        await SendAsync(http, writer => WriteChunk(writer, "", isFirst: false, isLast: true, withUsage), cancellation);
        if (withUsage)
        {
            await SendAsync(http, WriteUsageChunk, cancellation);
        }

        await http.Response.Body.WriteAsync("data: [DONE]\n\n"u8.ToArray(), cancellation);
        await http.Response.Body.FlushAsync(cancellation);
    }

    private static async Task SendAsync(HttpContext http, Action<Utf8JsonWriter> write, CancellationToken cancellation)
    {
        var frame = new ArrayBufferWriter<byte>(512);
        frame.Write("data: "u8);
        await using (var writer = new Utf8JsonWriter(frame, LocalJson.Writing))
        {
            write(writer);
        }

        frame.Write("\n\n"u8);
        await http.Response.Body.WriteAsync(frame.WrittenMemory, cancellation);
        await http.Response.Body.FlushAsync(cancellation);
    }

    private void WriteChunk(Utf8JsonWriter writer, string piece, bool isFirst, bool isLast, bool withUsage)
    {
        writer.WriteStartObject();
        WriteHead(writer, isChat ? "chat.completion.chunk" : "text_completion");
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        if (!isChat)
        {
            writer.WriteString("text", piece);
        }
        else
        {
            writer.WriteStartObject("delta");
            WriteDelta(writer, piece, isFirst, isLast);
            writer.WriteEndObject();
        }

        writer.WriteNull("logprobs");
        writer.WriteString("finish_reason", isLast ? "stop" : null);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (withUsage)
        {
            writer.WriteNull("usage");
        }

        if (isLast)
        {
            answer.WriteProof(writer);
        }

        writer.WriteEndObject();
    }

    private void WriteDelta(Utf8JsonWriter writer, string piece, bool isFirst, bool isLast)
    {
        if (isFirst)
        {
            writer.WriteString("role", "assistant");
        }

        if (!isLast)
        {
            writer.WriteString("content", piece);
        }
        else if (answer.IsCited)
        {
            answer.WriteAnnotations(writer);
        }
    }

    private void WriteUsageChunk(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteHead(writer, isChat ? "chat.completion.chunk" : "text_completion");
        writer.WriteStartArray("choices");
        writer.WriteEndArray();
        WriteUsage(writer);
        writer.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter writer, string kind)
    {
        writer.WriteString("id", $"{(isChat ? "chatcmpl" : "cmpl")}-{id:N}");
        writer.WriteString("object", kind);
        writer.WriteNumber("created", now.ToUnixTimeSeconds());
        writer.WriteString("model", model);
    }

    private void WriteUsage(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", words.Input);
        writer.WriteNumber("completion_tokens", words.Output);
        writer.WriteNumber("total_tokens", words.Input + words.Output);
        writer.WriteEndObject();
    }
}
