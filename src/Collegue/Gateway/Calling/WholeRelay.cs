using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using Collegue.Answering.Models.OpenAI;
using Collegue.Gateway.Masking;
using Collegue.Gateway.Tracing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Calling;

/// <summary>Passes on an answer that comes in one piece, once all of it came and can be read.</summary>
internal sealed class WholeRelay(HttpContext http, GatewayCallKind kind, CallTally tally, CallClock clock, GatewayOptions options)
{
    /// <summary>Longest refusal of a provider that is passed on.</summary>
    private const int LongestRefusal = 64 * 1024;

    /// <summary>Puts personal data back; null when nothing was masked.</summary>
    public AnswerRestorer? Restorer { get; init; }

    /// <summary>Keeps what the client is sent; null when nothing is kept.</summary>
    public CallTrace? Trace { get; init; }

    /// <exception cref="UpstreamFailedException">Nothing was written to the client.</exception>
    public async Task PassAsync(HttpResponseMessage response)
    {
        using var body = await ReadAsync(response, options.MaxAnswerMegabytes * 1024L * 1024L);
        if (Restorer is not null || body.Length > InlineSockets.Longest)
        {
            await SocketThread.LeaveAsync();
        }

        var type = response.Content.Headers.ContentType?.ToString();
        if (IsJson(response))
        {
            Count(body.Span);
        }
        else if (kind == GatewayCallKind.Transcription)
        {
            // Subtitles and plain text.
            tally.Count(0, 0);
        }
        else
        {
            throw new UpstreamFailedException(ModelOutcome.Malformed);
        }

        await WriteAsync(response.StatusCode, type, Restorer is not null && IsJson(response) ? Restorer.Whole(body.Span) : body.Memory);
        tally.Outcome = ModelOutcome.Answered;
    }

    /// <summary>Passes on what a provider finds wrong with the request, in its own words when they are in the dialect.</summary>
    public async Task PassRefusalAsync(HttpResponseMessage response)
    {
        tally.Outcome = ModelOutcome.Rejected;
        try
        {
            using var body = await ReadAsync(response, LongestRefusal);
            if (IsJson(response) && Utf8.IsValid(body.Span) && AnswerReading.Of(body.Span, kind).IsError)
            {
                await WriteAsync(response.StatusCode, "application/json", Restorer?.Whole(body.Span) ?? body.Memory);
                return;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or UpstreamFailedException)
        {
            // Said in our own words.
        }

        throw new RefusedException(new GatewayRefusal((int)response.StatusCode, "The server of the model refuses the request.", "upstream_rejected"));
    }

    private void Count(ReadOnlySpan<byte> body)
    {
        try
        {
            var reading = Utf8.IsValid(body) ? AnswerReading.Of(body, kind) : throw new JsonException();
            if (reading.IsError)
            {
                throw new UpstreamFailedException(ModelOutcome.ServerError);
            }

            tally.Count(reading, kind is GatewayCallKind.Chat or GatewayCallKind.Completion or GatewayCallKind.Response or GatewayCallKind.Ocr);
        }
        catch (JsonException)
        {
            throw new UpstreamFailedException(ModelOutcome.Malformed);
        }
    }

    private async Task<PooledBytes> ReadAsync(HttpResponseMessage response, long most)
    {
        var length = response.Content.Headers.ContentLength;
        if (length > most)
        {
            throw new UpstreamFailedException(ModelOutcome.TooLarge);
        }

        var bytes = new PooledBytes((int)Math.Min((length ?? 4096) + 1, PooledBytes.MostAtFirst));
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(clock.Token);
            while (await stream.ReadAsync(bytes.Free(1), clock.Token) is > 0 and var read)
            {
                bytes.Filled(read);
                if (bytes.Length > most)
                {
                    throw new UpstreamFailedException(ModelOutcome.TooLarge);
                }
            }

            return bytes;
        }
        catch (Exception failure)
        {
            bytes.Dispose();
            throw failure switch
            {
                OperationCanceledException => new UpstreamFailedException(clock.Reason),
                IOException or HttpRequestException => new UpstreamFailedException(ModelOutcome.Cut),
                _ => failure,
            };
        }
    }

    private static bool IsJson(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType is "application/json" or null;

    private ValueTask<FlushResult> WriteAsync(System.Net.HttpStatusCode status, string? type, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = type ?? "application/json";
        http.Response.ContentLength = body.Length;
        Trace?.Answered(body.Span);
        return http.Response.BodyWriter.WriteAsync(body, clock.Token);
    }
}
