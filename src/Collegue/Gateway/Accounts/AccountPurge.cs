using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts;

/// <summary>Deletes the accounts of minutes and days that are long over, and what is left of nodes that will not come back.</summary>
internal sealed class AccountPurge(IServiceScopeFactory scopes, TimeProvider clock, IOptions<AccountsOptions> options)
{
    private static readonly TimeSpan Minutes = TimeSpan.FromHours(1);
    private static readonly TimeSpan Days = TimeSpan.FromDays(40);

    public Task RunAsync(CancellationToken cancellation) => Statements.RunAsync(
        scopes,
        options,
        async sql =>
        {
            var now = clock.GetUtcNow();
            await AccountTables.PurgeAsync(sql, "Minute", now - Minutes, cancellation);
            await AccountTables.PurgeAsync(sql, "Day", now - Days, cancellation);
            await AccountTables.ForgetNodesAsync(sql, now - Days, cancellation);
            return true;
        },
        cancellation);
}
