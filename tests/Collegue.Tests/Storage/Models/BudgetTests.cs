using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage.Models;

/// <summary>Budgets block before a call, whatever the number of callers.</summary>
public sealed class BudgetTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly ModelSettlement Done = new(ModelOutcome.Answered, 10, 10, 7, 5, 9);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Two_hundred_calls_at_once_never_spend_more_than_the_limit_together(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var model = await AddModelAsync(database, organisation);
        await LimitAsync(database, organisation, Guid.Empty, 500);

        var reservations = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => ReserveAsync(database, organisation, model, 10), Token)));
        await Task.WhenAll(reservations.OfType<ModelReservation>().Select(reservation => Task.Run(() => SettleAsync(database, organisation, reservation, Done), Token)));

        Assert.Equal(50, reservations.Count(reservation => reservation is not null));
        Assert.Equal(50 * 7, await SpentAsync(database, organisation, Guid.Empty));
        Assert.Equal(50 * 7, await SpentAsync(database, organisation, model.Id));
        await using var session = await database.OpenAsync(organisation);
        var uses = await session.Db.ModelUses.AsNoTracking().ToListAsync(Token);
        Assert.Equal(50, uses.Count(use => use is { Outcome: ModelOutcome.Answered, CostMicros: 7 }));
        Assert.Equal(150, uses.Count(use => use is { Outcome: ModelOutcome.OverBudget, CostMicros: 0 }));
    }

    [Theory, BothEngines]
    public async Task What_was_set_aside_comes_back_when_less_was_spent(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var model = await AddModelAsync(database, organisation);
        await LimitAsync(database, organisation, model.Id, 100);

        var first = await ReserveAsync(database, organisation, model, 90);
        var refused = await ReserveAsync(database, organisation, model, 20);
        await SettleAsync(database, organisation, first!, Done);
        await SettleAsync(database, organisation, first!, Done);
        var allowed = await ReserveAsync(database, organisation, model, 20);

        Assert.Null(refused);
        Assert.NotNull(allowed);
        Assert.Equal(7 + 20, await SpentAsync(database, organisation, model.Id));
    }

    [Theory, BothEngines]
    public async Task A_new_month_begins_with_nothing_spent_and_a_call_of_the_month_before_does_not_count_in_it(Engine engine)
    {
        await using var database = await TestDatabase.OnAsync(engine);
        await using (var session = database.OpenInstance())
            await session.Db.Database.MigrateAsync(Token);
        var organisation = await database.AddOrganisationAsync();
        var model = await AddModelAsync(database, organisation);
        await LimitAsync(database, organisation, Guid.Empty, 100);
        var before = await ReserveAsync(database, organisation, model, 100);
        Assert.Null(await ReserveAsync(database, organisation, model, 1));

        database.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 30, 23, 30, 0, TimeSpan.Zero));
        var after = await ReserveAsync(database, organisation, model, 60);
        await SettleAsync(database, organisation, before!, Done);

        Assert.NotNull(after);
        Assert.Equal(202612, after.Month);
        Assert.Equal(60, await SpentAsync(database, organisation, Guid.Empty));
    }

    [Theory, BothEngines]
    public async Task A_child_that_uses_the_model_of_its_parent_spends_from_both_budgets(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var parent = await database.AddOrganisationAsync();
        var child = await database.AddOrganisationAsync(parent);
        var model = await AddModelAsync(database, parent);
        await LimitAsync(database, parent, Guid.Empty, 100);
        await LimitAsync(database, child, Guid.Empty, 70);

        var allowed = await ReserveAsync(database, child, model, 60);
        var overOwn = await ReserveAsync(database, child, model, 20);
        var other = await database.AddOrganisationAsync(parent);
        var overParent = await ReserveAsync(database, other, model, 50);

        Assert.NotNull(allowed);
        Assert.Null(overOwn);
        Assert.Null(overParent);
        Assert.Equal(60, await SpentAsync(database, parent, Guid.Empty));
        Assert.Equal(0, await SpentAsync(database, other, Guid.Empty));
        var stranger = await database.AddOrganisationAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReserveAsync(database, stranger, model, 1));
    }

    [Theory, BothEngines]
    public async Task A_limit_is_changed_while_money_is_spent(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var model = await AddModelAsync(database, organisation);

        await ReserveAsync(database, organisation, model, 80);
        await LimitAsync(database, organisation, Guid.Empty, 100);
        Assert.Null(await ReserveAsync(database, organisation, model, 30));
        await LimitAsync(database, organisation, Guid.Empty, null);

        Assert.NotNull(await ReserveAsync(database, organisation, model, 30));
        Assert.Equal(110, await SpentAsync(database, organisation, Guid.Empty));
    }

    private static async Task<LanguageModel> AddModelAsync(TestDatabase database, Organisation organisation)
    {
        var server = await database.AddAsync(organisation, database.Rows.ModelServer(organisation));
        return await database.AddAsync(organisation, database.Rows.LanguageModel(server));
    }

    private static async Task<ModelReservation?> ReserveAsync(TestDatabase database, Organisation organisation, LanguageModel model, long micros)
    {
        await using var session = await database.OpenAsync(organisation);
        return await Accounts(database, session).ReserveAsync(
            new ModelCall(model.OrganisationId, model.Id, model.ShownName, ModelFeature.Ask, micros), Token);
    }

    private static async Task SettleAsync(TestDatabase database, Organisation organisation, ModelReservation reservation, ModelSettlement settlement)
    {
        await using var session = await database.OpenAsync(organisation);
        await Accounts(database, session).SettleAsync(reservation, settlement, Token);
    }

    private static async Task LimitAsync(TestDatabase database, Organisation organisation, Guid model, long? micros)
    {
        await using var session = await database.OpenAsync(organisation);
        await using var transaction = await session.Db.Database.BeginTransactionAsync(Token);
        await Accounts(database, session).LimitAsync(model, micros, Token);
        await transaction.CommitAsync(Token);
    }

    private static async Task<long> SpentAsync(TestDatabase database, Organisation organisation, Guid model)
    {
        await using var session = await database.OpenAsync(organisation);
        return (await Accounts(database, session).ListAsync(Token)).SingleOrDefault(row => row.ModelId == model)?.SpentMicros ?? 0;
    }

    private static ModelAccounts Accounts(TestDatabase database, StorageSession session) => new(session.Db, session.Scope, database.Clock);
}
