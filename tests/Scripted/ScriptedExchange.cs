using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Collegue.Scripted;

/// <summary>One request being answered in the protocol of OpenAI.</summary>
internal sealed class ScriptedExchange(HttpContext http)
{
    public CancellationToken Gone => http.RequestAborted;

    public HttpResponse Response => http.Response;

    /// <summary>Some of the text, as one event.</summary>
    public Task SayAsync(string text) => EventAsync(JsonSerializer.Serialize(new { choices = new[] { new { index = 0, delta = new { content = text } } } }));

    /// <summary>The text in pieces of a few letters, as models write.</summary>
    public async Task WriteAsync(string text, int letters = 7)
    {
        for (var at = 0; at < text.Length; at += letters)
            await SayAsync(text.Substring(at, Math.Min(letters, text.Length - at)));
    }

    public async Task EndAsync(string reason = "stop", int inputTokens = 900, int outputTokens = 60)
    {
        await EventAsync(JsonSerializer.Serialize(new { choices = new[] { new { index = 0, delta = new { }, finish_reason = reason } } }));
        await EventAsync(JsonSerializer.Serialize(new { choices = Array.Empty<object>(), usage = new { prompt_tokens = inputTokens, completion_tokens = outputTokens } }));
        await EventAsync("[DONE]");
    }

    public Task EventAsync(string data) => BytesAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"));

    public async Task BytesAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!http.Response.HasStarted)
            http.Response.ContentType = "text/event-stream";
        await http.Response.Body.WriteAsync(bytes, Gone);
        await http.Response.Body.FlushAsync(Gone);
    }

    /// <summary>Says nothing more until who asked goes away.</summary>
    public Task StallAsync() => Task.Delay(Timeout.Infinite, Gone);

    /// <summary>Cuts the line without a word.</summary>
    public void Cut() => http.Abort();
}
