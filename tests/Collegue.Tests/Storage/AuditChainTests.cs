using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed class AuditChainTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task Facts_are_numbered_from_one_and_linked_by_their_hashes(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();

        for (var fact = 0; fact < 3; fact++)
        {
            await AppendAsync(database, organisation);
        }

        var chain = await ChainAsync(database, organisation);
        Assert.Equal([1, 2, 3], chain.Select(entry => entry.Sequence));
        Assert.Equal(["", chain[0].Hash, chain[1].Hash], chain.Select(entry => entry.PreviousHash));
        Assert.Equal(3, chain.Select(entry => entry.Hash).Distinct().Count());
        Assert.Null(await VerifyAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task Several_facts_of_one_transaction_are_linked_too(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await using (var session = await database.OpenAsync(organisation))
        {
            await using var transaction = await session.Db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await session.Trail.AppendAsync(Fact("case.received"), TestContext.Current.CancellationToken);
            await session.Trail.AppendAsync(Fact("case.triaged"), TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["case.received", "case.triaged"], (await ChainAsync(database, organisation)).Select(entry => entry.Action));
        Assert.Null(await VerifyAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task An_abandoned_transaction_leaves_no_gap(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await AppendAsync(database, organisation);
        await using (var session = await database.OpenAsync(organisation))
        {
            await using var transaction = await session.Db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await session.Trail.AppendAsync(Fact("case.received"), TestContext.Current.CancellationToken);
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }

        await AppendAsync(database, organisation);

        Assert.Equal([1, 2], (await ChainAsync(database, organisation)).Select(entry => entry.Sequence));
        Assert.Null(await VerifyAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task Eight_writers_at_once_make_one_chain_without_gap(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await start.Task;
            for (var fact = 0; fact < 5; fact++)
            {
                await AppendAsync(database, organisation);
            }
        })).ToList();
        start.SetResult();
        await Task.WhenAll(writers);

        Assert.Equal(Enumerable.Range(1, 40).Select(number => (long)number), (await ChainAsync(database, organisation)).Select(entry => entry.Sequence));
        Assert.Null(await VerifyAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task Each_organisation_has_its_own_chain(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var first = await database.AddOrganisationAsync();
        var second = await database.AddOrganisationAsync();

        await AppendAsync(database, first);
        await AppendAsync(database, second);
        await AppendAsync(database, first);

        Assert.Equal([1, 2], (await ChainAsync(database, first)).Select(entry => entry.Sequence));
        Assert.Equal([1], (await ChainAsync(database, second)).Select(entry => entry.Sequence));
        Assert.Null(await VerifyAsync(database, first));
        Assert.Null(await VerifyAsync(database, second));
    }

    [Theory, BothEngines]
    public async Task A_fact_appended_while_the_chain_is_verified_is_no_fault(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await AppendAsync(database, organisation);
        var meanwhile = new BeforeEachRead(() => AppendAsync(database, organisation));
        await using var session = await database.OpenAsync(organisation, options => options.AddInterceptors(meanwhile));

        Assert.Null(await session.Trail.VerifyAsync(TestContext.Current.CancellationToken));
        Assert.True((await ChainAsync(database, organisation)).Count > 2);
    }

    [Theory, BothEngines]
    public async Task A_fact_outside_a_transaction_is_refused(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await using var session = await database.OpenAsync(organisation);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => session.Trail.AppendAsync(Fact("case.received"), TestContext.Current.CancellationToken));

        Assert.Empty(await ChainAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task A_fact_of_no_organisation_is_refused(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await AppendAsync(database, organisation);
        await using var outside = database.OpenWithoutScope();
        await using var instance = database.OpenInstance();

        foreach (var session in new[] { outside, instance })
        {
            await using var transaction = await session.Db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => session.Trail.AppendAsync(Fact("case.received"), TestContext.Current.CancellationToken));
        }

        Assert.Null(await VerifyAsync(database, organisation));
    }

    internal static async Task AppendAsync(TestDatabase database, Organisation organisation)
    {
        await using var session = await database.OpenAsync(organisation);
        await using var transaction = await session.Db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await session.Trail.AppendAsync(Fact("case.received"), TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    internal static async Task<AuditFault?> VerifyAsync(TestDatabase database, Organisation organisation)
    {
        await using var session = await database.OpenAsync(organisation);
        return await session.Trail.VerifyAsync(TestContext.Current.CancellationToken);
    }

    private static AuditFact Fact(string action) => new(Actor.Citizen, action, Detail: "channel=web");

    private static async Task<List<AuditEntry>> ChainAsync(TestDatabase database, Organisation organisation)
    {
        await using var session = await database.OpenAsync(organisation);
        return await session.Db.AuditEntries.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets another writer in just before each query of the context it is given to.</summary>
    private sealed class BeforeEachRead(Func<Task> meanwhile) : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<System.Data.Common.DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            await meanwhile();
            return result;
        }
    }
}
