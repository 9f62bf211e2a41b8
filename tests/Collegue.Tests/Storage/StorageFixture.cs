using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

/// <summary>
/// Class fixture: one freshly migrated database a test class and engine, made when first asked for and dropped at the end.
/// Tests of a class share it and keep apart by adding their own organisations.
/// </summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private readonly Dictionary<Engine, TestDatabase> databases = [];

    public async Task<TestDatabase> OnAsync(Engine engine)
    {
        if (!databases.TryGetValue(engine, out var database))
        {
            database = engine == Engine.Sqlite ? TestDatabase.OnSqlite() : await TestDatabase.OnPostgresAsync();
            databases.Add(engine, database);
            await using var session = database.OpenInstance();
            await session.Db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        }

        return database;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases.Values)
        {
            await database.DisposeAsync();
        }
    }
}
