using System.Collections.Concurrent;

namespace Collegue.Tests.Knowledge.Embedding.Servers;

/// <summary>Waits shorter than five minutes are over at once, and remembered; longer ones, which guard requests, never end.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waited = new();

    public IReadOnlyList<TimeSpan> Waited => [.. _waited];

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.FromMinutes(5) || dueTime < TimeSpan.Zero)
        {
            return new Timer();
        }

        _waited.Enqueue(dueTime);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
