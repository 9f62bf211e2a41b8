using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts;

/// <summary>Sets aside what calls may take, so that no limit is ever passed, and counts what they took.</summary>
internal sealed class QuotaLedger(Books books, Clerk clerk, LimitReader limits, TimeProvider clock, IOptions<AccountsOptions> options)
{
    private const int MostTries = 5;

    /// <summary>
    /// Sets the most aside in every account that concerns the caller and the router, or nothing and says which limit refuses. Completes
    /// synchronously while what this node holds suffices. What is granted must be settled, whatever becomes of the call.
    /// </summary>
    /// <exception cref="AccountsClosedException">The call cannot be accounted for.</exception>
    public ValueTask<QuotaGrant> TakeAsync(GatewayCaller caller, Guid router, Expense most, CancellationToken cancellation)
    {
        if (limits.Fresh(caller.Organisation) is { } set && books.TryTake(caller, set.PlanOf(caller, router), most, out var isLow) is { } grant)
        {
            if (isLow)
            {
                clerk.Signal();
            }

            return new(grant);
        }

        return new(WaitAsync(caller, router, most, cancellation));
    }

    /// <summary>Limits were changed: they are read again before the next call.</summary>
    public void Refresh() => limits.Refresh();

    private async Task<QuotaGrant> WaitAsync(GatewayCaller caller, Guid router, Expense most, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (!books.IsOpen)
            {
                await clerk.OpenAsync(cancellation);
            }

            var set = limits.Fresh(caller.Organisation) ?? await limits.ReadAsync(caller.Organisation, cancellation);
            var plan = set.PlanOf(caller, router);
            if ((books.TryTake(caller, plan, most, out _) ?? await QueueAsync(caller, plan, most, cancellation)) is { } grant)
            {
                return grant;
            }

            limits.Refresh();
        }

        throw new AccountsClosedException("The limits of the organisation do not stay as they are.");
    }

    private async Task<QuotaGrant?> QueueAsync(GatewayCaller caller, CallPlan plan, Expense most, CancellationToken cancellation)
    {
        var waiter = books.Queue(caller, plan, most);
        clerk.Signal();
        try
        {
            return await waiter.Done.WaitAsync(
                TimeSpan.FromMilliseconds(options.Value.WaitMilliseconds) + TimeSpan.FromSeconds(options.Value.DatabaseSeconds), clock, cancellation);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            books.Leave(waiter);
            if (waiter.Done.IsCompletedSuccessfully)
            {
                // Given at the last moment: whoever asked must settle it.
                return await waiter.Done;
            }

            throw exception is TimeoutException ? new AccountsClosedException("The database does not answer.", exception) : exception;
        }
    }
}
