using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed class OrganisationGuardTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task A_row_of_another_organisation_cannot_be_added(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var own = await database.AddOrganisationAsync();
        var other = await database.AddOrganisationAsync();
        await using var session = await database.OpenAsync(own);
        session.Db.Add(database.Rows.Case(other));

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.Db.SaveChangesAsync(TestContext.Current.CancellationToken));

        Assert.Empty(await CasesAsync(database, other));
    }

    [Theory]
    [InlineData(Engine.Sqlite, EntityState.Modified)]
    [InlineData(Engine.Sqlite, EntityState.Deleted)]
    [InlineData(Engine.Postgres, EntityState.Modified)]
    [InlineData(Engine.Postgres, EntityState.Deleted)]
    public async Task A_row_of_another_organisation_cannot_be_changed_or_deleted(Engine engine, EntityState state)
    {
        var database = await storage.OnAsync(engine);
        var own = await database.AddOrganisationAsync();
        var other = await database.AddOrganisationAsync();
        var request = await database.AddCaseAsync(other);
        request.Subject = "Changé";
        await using var session = await database.OpenAsync(own);
        session.Db.Entry(request).State = state;

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.Db.SaveChangesAsync(TestContext.Current.CancellationToken));

        Assert.NotEqual("Changé", Assert.Single(await CasesAsync(database, other)).Subject);
    }

    [Theory, BothEngines]
    public async Task A_bulk_change_reaches_the_rows_of_the_current_organisation_only(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var own = await database.AddOrganisationAsync();
        var other = await database.AddOrganisationAsync();
        await database.AddCaseAsync(own);
        await database.AddCaseAsync(other);
        await using var session = await database.OpenAsync(own);

        var changed = await session.Db.Cases.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Subject, "Changé"), TestContext.Current.CancellationToken);
        var deleted = await session.Db.Cases.ExecuteDeleteAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (changed, deleted));
        Assert.NotEqual("Changé", Assert.Single(await CasesAsync(database, other)).Subject);
    }

    [Theory, BothEngines]
    public async Task Nothing_can_be_written_before_a_scope_is_entered(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await using var session = database.OpenWithoutScope();
        session.Db.Add(database.Rows.Case(organisation));

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.Db.SaveChangesAsync(TestContext.Current.CancellationToken));

        Assert.Empty(await CasesAsync(database, organisation));
    }

    [Theory, BothEngines]
    public async Task An_empty_organisation_is_not_the_scope_that_was_not_entered(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        await using var session = database.OpenWithoutScope();
        session.Db.Add(new CaseCounter { OrganisationId = Guid.Empty, Year = 2026 });

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => session.Db.SaveChangesAsync(TestContext.Current.CancellationToken));

        Assert.Contains("another organisation", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task A_message_cannot_be_attached_to_a_case_of_another_organisation(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var own = await database.AddOrganisationAsync();
        var other = await database.AddOrganisationAsync();
        var request = await database.AddCaseAsync(other);
        await using var session = await database.OpenAsync(own);
        session.Db.Add(new Message { OrganisationId = own.Id, Id = database.Rows.NewId(), CaseId = request.Id, Body = "…", ReceivedAt = database.Rows.Now });

        await Assert.ThrowsAsync<DbUpdateException>(() => session.Db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_scope_cannot_be_entered_without_an_organisation() =>
        Assert.Throws<ArgumentException>(() => new OrganisationScope().Enter(Guid.Empty, []));

    private static async Task<List<Case>> CasesAsync(TestDatabase database, Organisation organisation)
    {
        await using var session = await database.OpenAsync(organisation);
        return await session.Db.Cases.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }
}
