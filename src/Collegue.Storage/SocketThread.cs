namespace Collegue.Storage;

/// <summary>
/// The runtime's threads that wait for sockets. A short call of the gateway goes on in them; as long as it does, the other connections
/// of that thread wait. So nothing may compute there for long, and nothing may wait there at all.
/// </summary>
public static class SocketThread
{
    /// <summary>The name the runtime gives them.</summary>
    private const string Name = ".NET Sockets";

    public static bool IsCurrent => Thread.CurrentThread.Name == Name;

    /// <summary>Goes on in a thread of the pool; where there is nothing to leave, at once.</summary>
    public static ValueTask LeaveAsync() => IsCurrent ? new ValueTask(HopAsync()) : ValueTask.CompletedTask;

    private static async Task HopAsync() => await Task.Yield();
}
