namespace Collegue.Gateway.Accounts;

/// <summary>A call that waits for the database, or for what others may give back. Only <see cref="Books"/> touches it, under its lock.</summary>
internal sealed class Waiter(GatewayCaller caller, CallPlan plan, Expense most, long deadline)
{
    private readonly TaskCompletionSource<QuotaGrant?> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GatewayCaller Caller => caller;
    public CallPlan Plan => plan;
    public Expense Most => most;

    /// <summary>A timestamp: after it, what is missing refuses the call.</summary>
    public long Deadline => deadline;

    /// <summary>In which tick it last asked the database.</summary>
    public long AskedAt { get; set; } = -1;

    /// <summary>Null when a limit is gone, so that limits must be read again.</summary>
    public Task<QuotaGrant?> Done => done.Task;

    public void End(QuotaGrant? grant) => done.TrySetResult(grant);

    public void Fail(Exception exception) => done.TrySetException(exception);
}
