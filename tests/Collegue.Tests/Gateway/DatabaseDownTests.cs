using Collegue.Gateway.Accounts;
using Collegue.Storage.Gateway;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>No call is let through that cannot be accounted for.</summary>
public sealed class DatabaseDownTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Calls_are_refused_while_the_database_is_down_and_pass_after(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 1_000);
        // Nothing is given back meanwhile: what is about to be given back is no longer held.
        await using var node = await AccountingNode.StartAsync(database, database.Clock, settings: [("IdleMilliseconds", 60_000)]);
        node.Outage.IsDown = true;
        await Assert.ThrowsAsync<AccountsClosedException>(() => node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        node.Outage.IsDown = false;
        database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));

        // What is held suffices, until limits are too old to be trusted.
        node.Outage.IsDown = true;
        Assert.True(await node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        database.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.True(await node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        database.Clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<AccountsClosedException>(() => node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));

        node.Outage.IsDown = false;
        database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        await node.StopAsync();
        Assert.Equal(4, await database.TakenAsync(limit));
        Assert.Equal(4, await database.CallsAsync(organisation));
    }

    [Fact]
    public async Task A_full_journal_refuses_calls_and_loses_none()
    {
        var database = await storage.OnAsync(Engine.Sqlite);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 1_000_000_000);
        await using var node = await AccountingNode.StartAsync(database, database.Clock, settings: [("JournalMegabytes", 1)]);
        var caller = database.Caller(organisation);
        var passed = 0;
        Assert.True(await node.CallAsync(caller, AccountsOf.OneCall));
        node.Outage.IsDown = true;
        await Assert.ThrowsAsync<AccountsClosedException>(async () =>
        {
            for (; passed < 10_000; passed++)
            {
                await node.CallAsync(caller, AccountsOf.OneCall);
            }
        });

        Assert.True(passed > 1_500);
        node.Outage.IsDown = false;
        database.Clock.Advance(TimeSpan.FromSeconds(2));
        await node.Clerk.FlushAsync(Token);
        Assert.True(await node.CallAsync(caller, AccountsOf.OneCall));
        await node.StopAsync();
        Assert.Equal(passed + 2, await database.TakenAsync(limit));
        Assert.Equal(passed + 2, await database.CallsAsync(organisation));
    }

    [Theory, BothEngines]
    public async Task What_the_database_did_without_saying_so_counts_once(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 1_000, LimitMeasure.Tokens);
        await using var node = await AccountingNode.StartAsync(database, database.Clock);
        var caller = database.Caller(organisation);
        for (var call = 0; call < 5; call++)
        {
            Assert.True(await node.CallAsync(caller, new Expense(1, 10, 0)));
            node.Outage.LosesAnswer = true;
            await node.Clerk.FlushAsync(Token);
        }

        node.Outage.LosesAnswer = true;
        await node.StopAsync();
        Assert.Equal(5 * 7, await database.TakenAsync(limit));
        Assert.Equal(5, await database.CallsAsync(organisation));
        Assert.Empty(await database.LeasesAsync(limit));
        Assert.Empty(node.Journals);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_made_refuses_calls()
    {
        var database = await storage.OnAsync(Engine.Sqlite);
        var organisation = await database.AddOrganisationAsync();
        await using var node = await AccountingNode.StartAsync(database, database.Clock);
        var blocked = Path.Combine(node.Folder, "gateway-journal");
        await File.WriteAllTextAsync(blocked, "", Token);

        await Assert.ThrowsAsync<AccountsClosedException>(() => node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        File.Delete(blocked);
        database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await node.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
    }
}
