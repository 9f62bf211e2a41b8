namespace Collegue.Scripted;

/// <summary>What a double does and a test waits for.</summary>
internal sealed class Changes
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = New();

    public void Make(Action change)
    {
        TaskCompletionSource before;
        lock (_gate)
        {
            change();
            (before, _next) = (_next, New());
        }

        before.SetResult();
    }

    /// <summary>Ends once it is so after some change, or already.</summary>
    public async Task UntilAsync(Func<bool> reached, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (reached())
                    return;
                next = _next.Task;
            }

            await next.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
