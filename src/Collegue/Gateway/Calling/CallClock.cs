using Collegue.Storage.Models;

namespace Collegue.Gateway.Calling;

/// <summary>Ends a call when its client goes away, an administrator stops models, the provider says nothing for too long, or all of it lasts too long.</summary>
internal sealed class CallClock : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _gone;
    private readonly CancellationTokenRegistration _stopped;
    private readonly CancellationToken _client;
    private readonly CancellationToken _stop;
    private readonly TimeProvider _clock;
    private readonly long _from;
    private readonly TimeSpan _total;

    public CallClock(TimeProvider clock, TimeSpan total, CancellationToken client, CancellationToken stop)
    {
        (_clock, _client, _stop, _total) = (clock, client, stop, total);
        _from = clock.GetTimestamp();
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _gone = client.UnsafeRegister(Cancel, _source);
        _stopped = stop.UnsafeRegister(Cancel, _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Why the token was cancelled.</summary>
    public ModelOutcome Reason =>
        _client.IsCancellationRequested ? ModelOutcome.Abandoned
        : _stop.IsCancellationRequested ? ModelOutcome.Stopped
        : _clock.GetElapsedTime(_from) >= _total ? ModelOutcome.TooLong
        : ModelOutcome.NothingInTime;

    /// <summary>From now on, something must come within that time; all of it still within the total.</summary>
    public void Await(TimeSpan patience)
    {
        var left = _total - _clock.GetElapsedTime(_from);
        var wait = patience < left ? patience : left;
        _source.CancelAfter(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
    }

    public void Dispose()
    {
        _gone.Dispose();
        _stopped.Dispose();
        _source.Dispose();
    }

    private static void Cancel(object? source)
    {
        try
        {
            ((CancellationTokenSource)source!).Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended at the same moment.
        }
    }
}
