using System.Runtime.CompilerServices;

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

    /// <summary>
    /// The method that awaits it goes on in a thread of the pool; where there is nothing to leave, at once. Those that await that method in
    /// turn may not have left, when it ended before they looked.
    /// </summary>
    public static LeavingSocketThread LeaveAsync() => default;
}

/// <summary>Awaited where it is asked for, so that nothing can end before it is looked at.</summary>
public readonly record struct LeavingSocketThread : ICriticalNotifyCompletion
{
    public bool IsCompleted => !SocketThread.IsCurrent;

    public LeavingSocketThread GetAwaiter() => this;

    public void GetResult()
    {
        // Nothing comes of it.
    }

    public void OnCompleted(Action continuation) => ThreadPool.QueueUserWorkItem(static next => next(), continuation, preferLocal: false);

    public void UnsafeOnCompleted(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(static next => next(), continuation, preferLocal: false);
}
