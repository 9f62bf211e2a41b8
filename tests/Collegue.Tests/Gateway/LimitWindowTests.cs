using Collegue.Gateway.Accounts;
using Collegue.Storage.Gateway;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>Limits begin again with their windows, follow what administrators decide, and say where callers stand.</summary>
public sealed class LimitWindowTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_new_minute_begins_with_nothing_taken(Engine engine)
    {
        await using var database = await MigratedAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 2, period: LimitPeriod.Minute);
        await using var node = await AccountingNode.StartAsync(database, database.Clock);
        var caller = database.Caller(organisation);

        var first = await node.TakeAsync(caller, AccountsOf.OneCall);
        first.Settle(AccountingNode.Done);
        var second = await node.TakeAsync(caller, AccountsOf.OneCall);
        var refused = await node.TakeAsync(caller, AccountsOf.OneCall);

        Assert.Equal(new QuotaStanding(2, 1, TimeSpan.FromMinutes(1)), first.Requests);
        Assert.Equal(new QuotaStanding(2, 0, TimeSpan.FromMinutes(1)), second.Requests);
        Assert.Null(first.Tokens);
        Assert.Equal(new QuotaRefusal(LimitMeasure.Requests, LimitPeriod.Minute, LimitSubject.Organisation, false, database.Clock.GetUtcNow().AddMinutes(1)), refused.Refusal);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await node.CallAsync(caller, AccountsOf.OneCall));

        // A call of the minute before is settled in the minute before.
        second.Settle(AccountingNode.Done);
        await node.StopAsync();
        await using var session = database.OpenInstance();
        Assert.Equal([2, 1], await session.Db.QuotaAccounts.Where(row => row.LimitId == limit.Id).OrderBy(row => row.Window).Select(row => row.Taken).ToListAsync(Token));
    }

    [Fact]
    public async Task A_limit_that_changes_or_goes_holds_at_once()
    {
        await using var database = await MigratedAsync(Engine.Sqlite);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 100);
        await using var node = await AccountingNode.StartAsync(database, database.Clock);
        var caller = database.Caller(organisation);
        Assert.True(await node.CallAsync(caller, AccountsOf.OneCall));
        Assert.True(await node.CallAsync(caller, AccountsOf.OneCall));

        await ChangeAsync(2);
        Assert.False(await node.CallAsync(caller, AccountsOf.OneCall));
        await ChangeAsync(3);
        Assert.True(await node.CallAsync(caller, AccountsOf.OneCall));
        Assert.False(await node.CallAsync(caller, AccountsOf.OneCall));
        await using (var session = await database.OpenAsync(organisation))
        {
            await session.Db.GatewayLimits.ExecuteDeleteAsync(Token);
        }

        Assert.False(await node.CallAsync(caller, AccountsOf.OneCall));
        node.Ledger.Refresh();
        Assert.True(await node.CallAsync(caller, AccountsOf.OneCall));
        await node.StopAsync();
        Assert.Equal(4, await database.CallsAsync(organisation));

        async Task ChangeAsync(long most)
        {
            await using var session = await database.OpenAsync(organisation);
            await session.Db.GatewayLimits.Where(row => row.Id == limit.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Most, most), Token);
            node.Ledger.Refresh();
        }
    }

    [Theory, BothEngines]
    public async Task A_limit_gone_before_it_is_read_again_refuses_nobody(Engine engine)
    {
        await using var database = await MigratedAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, 100, subject: LimitSubject.EveryKey);
        await using var node = await AccountingNode.StartAsync(database, database.Clock);
        Assert.True(await node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        await using (var session = await database.OpenAsync(organisation))
        {
            await session.Db.GatewayLimits.ExecuteDeleteAsync(Token);
        }

        Assert.True(await node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        await node.StopAsync();
        Assert.Equal(2, await database.CallsAsync(organisation));
    }

    [Theory, BothEngines]
    public async Task What_is_idle_is_given_back_and_old_accounts_are_deleted(Engine engine)
    {
        await using var database = await MigratedAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var minute = await database.LimitAsync(organisation, 1_000, period: LimitPeriod.Minute);
        var month = await database.LimitAsync(organisation, 1_000, period: LimitPeriod.Month);
        await using var node = await AccountingNode.StartAsync(database, database.Clock);
        Assert.True(await node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        Assert.True(await database.TakenAsync(month) > 1);

        database.Clock.Advance(TimeSpan.FromSeconds(2));
        await node.Clerk.FlushAsync(Token);
        Assert.Equal(1, await database.TakenAsync(month));
        Assert.Equal(1, await database.TakenAsync(minute));
        Assert.Empty(await database.LeasesAsync(month));

        database.Clock.Advance(TimeSpan.FromHours(2));
        await node.Purge.RunAsync(Token);
        Assert.Equal(0, await database.TakenAsync(minute));
        Assert.Equal(1, await database.TakenAsync(month));
    }

    [Fact]
    public void Windows_begin_and_end_in_coordinated_universal_time()
    {
        var now = new DateTimeOffset(2027, 2, 1, 0, 30, 15, TimeSpan.FromHours(1));

        Assert.Equal(Window("2027-01-31T23:30Z", "2027-01-31T23:31Z"), LimitWindow.Of(LimitPeriod.Minute, now));
        Assert.Equal(Window("2027-01-31T00:00Z", "2027-02-01T00:00Z"), LimitWindow.Of(LimitPeriod.Day, now));
        Assert.Equal(Window("2027-01-01T00:00Z", "2027-02-01T00:00Z"), LimitWindow.Of(LimitPeriod.Month, now));
        Assert.True(LimitWindow.Of(LimitPeriod.Ever, now).Contains(now));

        static LimitWindow Window(string begins, string ends) => new(Instant(begins), Instant(ends));
        static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static async Task<TestDatabase> MigratedAsync(Engine engine)
    {
        var database = await TestDatabase.OnAsync(engine);
        await using var session = database.OpenInstance();
        await session.Db.Database.MigrateAsync(Token);
        return database;
    }
}
