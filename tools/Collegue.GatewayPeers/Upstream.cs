using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.IO.Pipelines;

namespace Collegue.GatewayPeers;

/// <summary>
/// A model server that answers fixed bytes at once, or a token at a fixed pace. It reads of a request whether it is streamed,
/// whether usage is asked and <c>max_tokens</c>, by looking for these bytes.
/// </summary>
internal static class Upstream
{
    public static async Task RunAsync(int port, TimeSpan pace)
    {
        var builder = Hosting.Create(port);
        await using var app = builder.Build();
        app.Run(http => AnswerAsync(http, pace));
        await app.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext http, TimeSpan pace)
    {
        var from = Stopwatch.GetTimestamp();
        var asked = await ReadAsync(http.Request.BodyReader, http.RequestAborted);
        if (http.Request.Path.Value!.EndsWith("/embeddings", StringComparison.Ordinal))
        {
            await WholeAsync(http, Answers.Embedding);
        }
        else if (asked.Streamed)
        {
            await StreamAsync(http, asked, from, pace);
        }
        else
        {
            await WholeAsync(http, Answers.Chat);
        }
    }

    private static async Task WholeAsync(HttpContext http, byte[] body)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>Each token is flushed by itself, as a model does; what a reader is slow to take is joined by the system.</summary>
    private static async Task StreamAsync(HttpContext http, Asked asked, long from, TimeSpan pace)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache";
        var writer = http.Response.BodyWriter;
        var gone = http.RequestAborted;
        try
        {
            writer.Write(Answers.Role);
            First(writer, from);
            await writer.FlushAsync(gone);
            for (var token = 1; token < asked.Tokens; token++)
            {
                if (pace > TimeSpan.Zero)
                {
                    await Task.Delay(pace, gone);
                }

                writer.Write(Answers.Token);
                await writer.FlushAsync(gone);
            }

            writer.Write(Answers.Stop);
            if (asked.Usage)
            {
                writer.Write(Answers.Usage);
            }

            writer.Write(Answers.Done);
            await writer.FlushAsync(gone);
        }
        catch (OperationCanceledException)
        {
            // Who asked has gone.
        }
    }

    /// <summary>The first token says in microseconds how long it took here, so that a reader can subtract it.</summary>
    private static void First(PipeWriter writer, long from)
    {
        writer.Write(Answers.BeforeText);
        var room = writer.GetSpan(20);
        Utf8Formatter.TryFormat((long)Stopwatch.GetElapsedTime(from).TotalMicroseconds, room, out var written);
        writer.Advance(written);
        writer.Write(Answers.AfterText);
    }

    private static async ValueTask<Asked> ReadAsync(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.IsCompleted)
            {
                var asked = Asked.Of(read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray());
                reader.AdvanceTo(read.Buffer.End);
                return asked;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
