using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Collegue.Answering.Models.OpenAI;
using Collegue.Gateway.Masking;
using Collegue.Gateway.Tracing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Calling;

/// <summary>
/// Passes the events of a stream on as they come, byte for byte. Each must be whole and JSON; usage the client did not ask for is taken out.
/// What goes wrong after the first event is said in an event, as clients of OpenAI expect.
/// </summary>
internal sealed class StreamRelay(HttpContext http, GatewayCallKind kind, CallTally tally, CallClock clock, GatewayOptions options)
{
    private const int Chunk = 16 * 1024;

    /// <summary>More than this waits for no further event before it goes to the client.</summary>
    private const int MostUnsent = 4 * Chunk;

    private readonly EventReader _events = new(kind);
    private bool _begun;
    private bool _finished;
    private bool _done;
    private bool _failed;
    private int _unsent;

    /// <summary>Bytes that were there each time they were asked for: so long nothing waited.</summary>
    private int _atOnce;

    /// <summary>Takes out the events that hold usage and nothing else.</summary>
    public bool HidesUsage { get; init; }

    /// <summary>Puts personal data back; null when nothing was masked.</summary>
    public StreamedAnswerRestorer? Restorer { get; init; }

    /// <summary>Keeps what the client is sent; null when nothing is kept.</summary>
    public CallTrace? Trace { get; init; }

    /// <summary>How long the provider may take for its first event.</summary>
    public TimeSpan FirstEvent { get; init; }

    /// <summary>Ends with all events passed on, or an error in an event. Before the first byte to the client, throws instead.</summary>
    /// <exception cref="UpstreamFailedException">Nothing was written to the client.</exception>
    public async Task PassAsync(Stream upstream)
    {
        using var bytes = new PooledBytes(Chunk);
        var (searched, total, mostTotal) = (0, 0L, options.MaxAnswerMegabytes * 1024L * 1024L);
        clock.Await(FirstEvent);
        try
        {
            while (!_done && !_failed)
            {
                var read = await NextAsync(upstream.ReadAsync(bytes.Free(Chunk), clock.Token));
                if (read == 0)
                {
                    break;
                }

                bytes.Filled(read);
                _atOnce += read;
                if (Restorer is not null || _atOnce > InlineSockets.Longest || bytes.Length > InlineSockets.Longest)
                {
                    await SocketThread.LeaveAsync();
                }

                total += read;
                var (whole, wrong) = Take(bytes.Span, searched, http.Response.BodyWriter);
                bytes.Drop(whole);
                searched = bytes.Length;
                wrong ??= total > mostTotal || bytes.Length > options.MaxEventKilobytes * 1024 ? ModelOutcome.TooLarge : null;
                if (wrong is { } outcome)
                {
                    throw new UpstreamFailedException(outcome);
                }

                if (whole > 0)
                {
                    AwaitNext();
                }
            }

            await EndAsync();
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException or UpstreamFailedException)
        {
            await FailAsync(failure switch
            {
                UpstreamFailedException upstreamFailure => upstreamFailure.Outcome,
                OperationCanceledException => clock.Reason,
                _ => http.RequestAborted.IsCancellationRequested ? ModelOutcome.Abandoned : ModelOutcome.Cut,
            });
        }
    }

    /// <summary>What is read next. Events already passed on are sent when no other came with them: those that come together leave together.</summary>
    private async ValueTask<int> NextAsync(ValueTask<int> reading)
    {
        if (!reading.IsCompleted)
        {
            _atOnce = 0;
        }

        if (_unsent == 0 || (reading.IsCompleted && _unsent <= MostUnsent))
        {
            return await reading;
        }

        try
        {
            await SendAsync();
            AwaitNext();
        }
        catch
        {
            // It reads into bytes that are given back after this.
            await Task.WhenAny(reading.AsTask());
            throw;
        }

        return await reading;
    }

    private void AwaitNext() => clock.Await(TimeSpan.FromSeconds(options.IdleSeconds));

    private async ValueTask SendAsync()
    {
        await http.Response.BodyWriter.FlushAsync(clock.Token);
        _unsent = 0;
    }

    /// <summary>Writes the whole events among the bytes; says how many bytes they are.</summary>
    private (int Whole, ModelOutcome? Wrong) Take(ReadOnlySpan<byte> bytes, int searched, PipeWriter writer)
    {
        var (at, kept) = (0, 0);
        while (!_done && EventBoundary.EndOf(bytes[at..], searched) is > 0 and var length)
        {
            var passes = Passes(bytes.Slice(at, length), out var wrong);
            if (wrong is not null)
            {
                Write(writer, bytes[kept..at]);
                return (at, wrong);
            }

            if (!passes)
            {
                Write(writer, bytes[kept..at]);
                kept = at + length;
            }

            (at, searched) = (at + length, 0);
        }

        Write(writer, bytes[kept..at]);
        return (at, null);
    }

    /// <summary>Whether the event goes on as it is; a masked one was written anew.</summary>
    private bool Passes(ReadOnlySpan<byte> whole, out ModelOutcome? wrong)
    {
        wrong = null;
        var data = EventBoundary.DataOf(whole);
        if (data.Length == 0)
        {
            // Comments keep proxies awake.
            return true;
        }

        if (data.SequenceEqual("[DONE]"u8))
        {
            _done = true;
            return Restorer is null || !Restored("[DONE]"u8);
        }

        AnswerReading reading;
        try
        {
            reading = _events.Read(data);
        }
        catch (JsonException)
        {
            wrong = ModelOutcome.Malformed;
            return false;
        }

        tally.Count(reading, isText: true);
        _finished |= reading.Finished;
        _failed |= reading.IsError;
        if (HidesUsage && reading is { HasNoChoice: true, InputTokens: not null })
        {
            return false;
        }

        return Restorer is null || !Restored(data);
    }

    private bool Restored(ReadOnlySpan<byte> data)
    {
        foreach (var line in Restorer!.Next(Encoding.UTF8.GetString(data)))
        {
            WriteEvent(line);
        }

        return true;
    }

    private async Task EndAsync()
    {
        if (_failed)
        {
            tally.Outcome = ModelOutcome.ServerError;
            await SendAsync();
            return;
        }

        if (!_done && !_finished)
        {
            throw new UpstreamFailedException(tally.AnyAnswer ? ModelOutcome.Cut : ModelOutcome.Malformed);
        }

        if (!_done)
        {
            foreach (var line in Restorer?.Last() ?? [])
            {
                WriteEvent(line);
            }

            if (kind != GatewayCallKind.Response)
            {
                WriteEvent("[DONE]");
            }
        }

        await SendAsync();
        tally.Outcome = ModelOutcome.Answered;
    }

    private async Task FailAsync(ModelOutcome outcome)
    {
        tally.Outcome = outcome;
        if (!_begun)
        {
            throw new UpstreamFailedException(outcome);
        }

        if (outcome == ModelOutcome.Abandoned)
        {
            return;
        }

        var refusal = Refusals.Of(outcome);
        WriteEvent(refusal.ToJson());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await http.Response.BodyWriter.FlushAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The client reads nothing any more.
            http.Abort();
        }
    }

    private void WriteEvent(string data)
    {
        var writer = http.Response.BodyWriter;
        if (kind == GatewayCallKind.Response && data.StartsWith('{'))
        {
            // Clients of this contract look at the name of the event, which is the type it carries.
            using var document = JsonDocument.Parse(data);
            Write(writer, Encoding.UTF8.GetBytes($"event: {(document.RootElement.TryGetProperty("type", out var type) ? type.GetString() : "error")}\n"));
        }

        Write(writer, "data: "u8);
        Write(writer, Encoding.UTF8.GetBytes(data));
        Write(writer, "\n\n"u8);
    }

    private void Write(PipeWriter writer, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            _begun = true;
            _unsent += bytes.Length;
            Trace?.Answered(bytes);
            bytes.CopyTo(writer.GetSpan(bytes.Length));
            writer.Advance(bytes.Length);
        }
    }
}

/// <summary>A provider gave no answer, or not all of it; nothing of it was written to the client.</summary>
internal sealed class UpstreamFailedException(ModelOutcome outcome) : Exception
{
    public ModelOutcome Outcome => outcome;
}
