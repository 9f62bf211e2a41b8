namespace Collegue.Web.Tests;

/// <summary>Runs as any clock does, from an instant of our choice; timers keep real time, so that workers go on.</summary>
public sealed class RunningClock(DateTimeOffset start) : TimeProvider
{
    private readonly long started = System.GetTimestamp();
    private long jumped;

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(Interlocked.Read(ref jumped)) + System.GetElapsedTime(started);

    public void Advance(TimeSpan ahead) => Interlocked.Add(ref jumped, ahead.Ticks);
}
