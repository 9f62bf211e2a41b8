using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts;

/// <summary>Brings rounds of one node to the database.</summary>
internal sealed class RoundWriter(IServiceScopeFactory scopes, TimeProvider clock, IOptions<AccountsOptions> options)
{
    /// <summary>When it throws, <see cref="IsInAsync"/> tells whether the round is in the database.</summary>
    public Task WriteAsync(Guid node, Round round, CancellationToken cancellation) => Statements.RunAsync(
        scopes,
        options,
        async sql =>
        {
            var now = clock.GetUtcNow();
            await AccountTables.CountAsync(sql, round.Uses, cancellation);
            foreach (var turn in round.Turns.Where(turn => turn.Counts))
            {
                await WriteAsync(sql, node, turn, now, cancellation);
            }

            await (round.IsLast
                ? AccountTables.ForgetNodeAsync(sql, node, cancellation)
                : AccountTables.SeeNodeAsync(sql, node, round.Sequence, now, cancellation));
            return true;
        },
        cancellation);

    public Task<bool> IsInAsync(Guid node, Round round, CancellationToken cancellation) => Statements.RunAsync(
        scopes,
        options,
        async sql => await AccountTables.FlushedAsync(sql, node, cancellation) is { } flushed ? flushed >= round.Sequence : round.IsLast,
        cancellation);

    /// <summary>The node lives.</summary>
    public Task SeeAsync(Guid node, CancellationToken cancellation) => Statements.RunAsync(
        scopes,
        options,
        async sql =>
        {
            await AccountTables.SeeNodeAsync(
                sql, node, await AccountTables.FlushedAsync(sql, node, cancellation) ?? 0, clock.GetUtcNow(), cancellation);
            return true;
        },
        cancellation);

    private static async Task WriteAsync(Statements sql, Guid node, LeaseTurn turn, DateTimeOffset now, CancellationToken cancellation)
    {
        var account = turn.Lease.Key;
        if (turn.Lease.HasRow && turn.Target == turn.Before && turn is { Asks: false, Closes: false })
        {
            var row = await AccountTables.UseAsync(sql, account, node, turn.Used, now, cancellation);
            turn.Gone = row is null;
            if (row is not null)
            {
                (turn.Taken, turn.Contested, turn.OthersUnused) = (row[0], row[1] > 0, row[2]);
            }

            return;
        }

        // Nothing is changed when there is nothing to change but the row is locked, so that what follows is true until the end.
        turn.Taken = await AccountTables.ChangeAsync(sql, account, turn.Target - turn.Before, cancellation);
        if (turn.Taken is not { } taken)
        {
            turn.Gone = true;
            return;
        }

        if (turn.Closes)
        {
            await AccountTables.DeleteLeaseAsync(sql, account, node, cancellation);
            return;
        }

        var others = await AccountTables.OthersAsync(sql, account, node, now, cancellation);
        (turn.Contested, turn.OthersUnused) = (others.Leases > 0, others.Unused);
        if (turn.Asks)
        {
            var amount = LeaseSize.Of(turn.Most - taken, Math.Max(0, turn.Waiting), turn.Need, turn.Contested);
            if (amount > 0 && await AccountTables.TakeAsync(sql, account, amount, turn.Most, cancellation))
            {
                (turn.Granted, turn.Taken) = (amount, taken + amount);
            }
        }

        await AccountTables.WriteLeaseAsync(sql, account, node, turn.Target + turn.Granted, turn.Used, cancellation);
    }
}
