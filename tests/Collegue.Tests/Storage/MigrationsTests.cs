using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

public sealed class MigrationsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task They_apply_from_empty_and_nothing_is_pending(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        await using var session = database.OpenInstance();

        var applied = await session.Db.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken);
        var pending = await session.Db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(session.Db.Database.GetMigrations(), applied);
        Assert.NotEmpty(applied);
        Assert.Empty(pending);
    }

    [Theory, BothEngines]
    public async Task They_hold_every_change_of_the_model(Engine engine)
    {
        await using var session = (await storage.OnAsync(engine)).OpenInstance();

        Assert.False(session.Db.Database.HasPendingModelChanges());
    }

    [Theory, BothEngines]
    public async Task Applying_them_again_changes_nothing(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        await using var session = database.OpenInstance();

        await session.Db.Database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.True(await session.Db.Organisations.AnyAsync(row => row.Id == organisation.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Both_engines_went_through_the_same_steps()
    {
        await using var sqlite = (await storage.OnAsync(Engine.Sqlite)).OpenInstance();
        await using var postgres = (await storage.OnAsync(Engine.Postgres)).OpenInstance();

        // The names are "timestamp_Step" and the two engines were generated seconds apart.
        static IEnumerable<string> Steps(StorageSession session) => session.Db.Database.GetMigrations().Select(name => name.Split('_', 2)[1]);

        Assert.Equal(Steps(sqlite), Steps(postgres));
    }
}
