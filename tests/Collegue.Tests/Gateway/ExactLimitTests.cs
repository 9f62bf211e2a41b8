using Collegue.Gateway.Accounts;
using Collegue.Storage.Gateway;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>No more than the limit and no less, whatever the number of callers and nodes.</summary>
public sealed class ExactLimitTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Of_two_hundred_calls_at_once_exactly_the_fifty_of_the_limit_pass(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 50);
        await using var node = await AccountingNode.StartAsync(database);

        var passed = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            Task.Run(() => node.CallAsync(database.Caller(organisation), AccountsOf.OneCall), Token)));
        await node.StopAsync();

        Assert.Equal(50, passed.Count(may => may));
        Assert.Equal(50, await database.TakenAsync(limit));
        Assert.Equal(50, await database.CallsAsync(organisation));
        Assert.Empty(await database.LeasesAsync(limit));
        Assert.Empty(node.Journals);
    }

    [Fact]
    public async Task Two_nodes_share_a_limit_to_the_last_call()
    {
        var database = await storage.OnAsync(Engine.Postgres);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 50);
        await using var one = await AccountingNode.StartAsync(database, settings: [("WaitMilliseconds", 60_000)]);
        await using var two = await AccountingNode.StartAsync(database, settings: [("WaitMilliseconds", 60_000)]);

        var passed = await Task.WhenAll(Enumerable.Range(0, 200).Select(call =>
            Task.Run(() => (call % 2 == 0 ? one : two).CallAsync(database.Caller(organisation), AccountsOf.OneCall), Token)));
        await one.StopAsync();
        await two.StopAsync();

        Assert.Equal(50, passed.Count(may => may));
        Assert.Equal(50, await database.TakenAsync(limit));
        Assert.Equal(50, await database.CallsAsync(organisation));
    }

    [Fact]
    public async Task What_one_node_holds_without_using_it_lets_calls_of_another_pass()
    {
        var database = await storage.OnAsync(Engine.Postgres);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 50);
        await using var one = await AccountingNode.StartAsync(database, settings: [("WaitMilliseconds", 60_000)]);
        await using var two = await AccountingNode.StartAsync(database, settings: [("WaitMilliseconds", 60_000)]);
        Assert.True(await one.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        Assert.Equal(50, (await database.LeasesAsync(limit)).Sum(lease => lease.Amount));

        for (var call = 1; call < 50; call++)
        {
            Assert.True(await two.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        }

        Assert.False(await two.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
        Assert.False(await one.CallAsync(database.Caller(organisation), AccountsOf.OneCall));
    }

    [Theory, BothEngines]
    public async Task A_call_waits_for_what_another_under_way_may_give_back(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 100, LimitMeasure.Tokens);
        await using var node = await AccountingNode.StartAsync(database, settings: [("WaitMilliseconds", 60_000)]);
        var caller = database.Caller(organisation);

        var first = await node.TakeAsync(caller, new Expense(1, 90, 0));
        var second = node.TakeAsync(caller, new Expense(1, 30, 0));
        Assert.False(second.IsCompleted);
        first.Settle(AccountingNode.Done);
        (await second).Settle(AccountingNode.Done);
        await node.StopAsync();

        Assert.Null((await second).Refusal);
        Assert.Equal(14, await database.TakenAsync(limit));
    }

    [Theory, BothEngines]
    public async Task What_nothing_gives_back_refuses_when_the_wait_is_over(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await database.LimitAsync(organisation, 100, LimitMeasure.Tokens);
        await using var node = await AccountingNode.StartAsync(database, settings: [("WaitMilliseconds", 50)]);

        var first = await node.TakeAsync(database.Caller(organisation), new Expense(1, 90, 0));
        var second = await node.TakeAsync(database.Caller(organisation), new Expense(1, 30, 0));

        Assert.Null(first.Refusal);
        Assert.Equal(new QuotaRefusal(LimitMeasure.Tokens, LimitPeriod.Ever, LimitSubject.Organisation, false, null), second.Refusal);
    }

    [Theory, BothEngines]
    public async Task A_call_takes_from_all_its_accounts_or_from_none(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var wide = await database.LimitAsync(organisation, 1_000);
        var narrow = await database.LimitAsync(organisation, 5, subject: LimitSubject.EveryKey);
        await using var node = await AccountingNode.StartAsync(database);
        var (one, other) = (database.Caller(organisation), database.Caller(organisation));

        var passed = await Task.WhenAll(Enumerable.Range(0, 40).Select(call => Task.Run(() => node.CallAsync(call % 2 == 0 ? one : other, AccountsOf.OneCall), Token)));
        await node.StopAsync();

        Assert.Equal(10, passed.Count(may => may));
        Assert.Equal(10, await database.TakenAsync(wide));
        Assert.Equal(10, await database.TakenAsync(narrow));
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(3, 3)]
    [InlineData(150, 150)]
    public async Task What_a_call_took_takes_the_place_of_the_most_it_could(int tokens, long taken)
    {
        var database = await storage.OnAsync(Engine.Sqlite);
        var organisation = await database.AddOrganisationAsync();
        var limit = await database.LimitAsync(organisation, 100, LimitMeasure.Tokens);
        await using var node = await AccountingNode.StartAsync(database, database.Clock);
        var caller = database.Caller(organisation);
        var record = AccountingNode.Done with { InputTokens = tokens, OutputTokens = 0 };

        var grant = await node.TakeAsync(caller, new Expense(1, 10, 0));
        grant.Settle(record);
        grant.Settle(record);
        await node.Clerk.FlushAsync(Token);

        var lease = Assert.Single(await database.LeasesAsync(limit));
        Assert.Equal(taken, lease.Used);
        Assert.True(lease.Amount >= lease.Used);
        Assert.Equal(taken < 100, (await node.TakeAsync(caller, new Expense(1, 10, 0))).Refusal is null);
        await node.StopAsync();
        Assert.Equal(taken < 100 ? taken + 10 : taken, await database.TakenAsync(limit));
        Assert.Equal(1, await database.CallsAsync(organisation));
    }
}
