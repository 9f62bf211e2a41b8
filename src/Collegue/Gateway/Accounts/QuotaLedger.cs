namespace Collegue.Gateway.Accounts;

/// <summary>Sets aside what calls may take, so that no limit is ever passed, and counts what they took.</summary>
internal sealed class QuotaLedger
{
    /// <summary>
    /// Sets the most aside in every account that concerns the caller and the router, or nothing and says which limit refuses. Completes
    /// synchronously while what this node holds suffices.
    /// </summary>
    /// <exception cref="AccountsClosedException">The call cannot be accounted for.</exception>
    public ValueTask<QuotaGrant> TakeAsync(GatewayCaller caller, Guid router, Expense most, CancellationToken cancellation) =>
        throw new AccountsClosedException("Accounts are not kept yet.");

    /// <summary>Limits were changed: they are read again before the next call.</summary>
    public void Refresh()
    {
    }
}
