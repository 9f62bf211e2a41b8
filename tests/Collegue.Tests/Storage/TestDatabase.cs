using Collegue.Storage;
using Collegue.Storage.Organisations;
using Collegue.Storage.Postgres;
using Collegue.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace Collegue.Tests.Storage;

/// <summary>A database of its own on one engine, and the rows tests put in it.</summary>
public sealed partial class TestDatabase : IAsyncDisposable
{
    private readonly Action<DbContextOptionsBuilder> useEngine;
    private readonly Func<Task> drop;

    private TestDatabase(Engine engine, Action<DbContextOptionsBuilder> useEngine, Func<Task> drop)
    {
        Engine = engine;
        this.useEngine = useEngine;
        this.drop = drop;
        Rows = new Rows(Clock);
    }

    public Engine Engine { get; }

    /// <summary>Where the database is; null for SQLite.</summary>
    public string? ConnectionString { get; private init; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    public Rows Rows { get; }

    public static TestDatabase OnSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("collegue-tests-");
        return new TestDatabase(Engine.Sqlite, options => options.UseCollegueSqlite(folder.FullName), () =>
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        });
    }

    public static async Task<TestDatabase> OnAsync(Engine engine) => engine == Engine.Sqlite ? OnSqlite() : await OnPostgresAsync();

    public static async Task<TestDatabase> OnPostgresAsync()
    {
        var server = Environment.GetEnvironmentVariable("COLLEGUE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Assert.Fail("COLLEGUE_TEST_POSTGRES names no PostgreSQL server: run the tests with ./test, which starts one.");
        }

        var name = $"collegue_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var own = new NpgsqlConnectionStringBuilder(server) { Database = name, IncludeErrorDetail = true }.ConnectionString;
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return new TestDatabase(Engine.Postgres, options => options.UseColleguePostgres(own), async () =>
        {
            await using var pooled = new NpgsqlConnection(own);
            NpgsqlConnection.ClearPool(pooled);
            await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        })
        {
            ConnectionString = own,
        };
    }

    /// <summary>The database of another process, which drops it.</summary>
    public static TestDatabase OfOther(string connectionString) =>
        new(Engine.Postgres, options => options.UseColleguePostgres(connectionString), () => Task.CompletedTask) { ConnectionString = connectionString };

    public void Use(DbContextOptionsBuilder options) => useEngine(options);

    /// <summary>In the scope of the organisation, its ancestors read from the database.</summary>
    public async Task<StorageSession> OpenAsync(Organisation organisation, Action<DbContextOptionsBuilder>? configure = null)
    {
        var session = OpenWithoutScope(configure);
        var ancestors = new List<Guid>();
        for (var parent = organisation.ParentId; parent is { } id;)
        {
            ancestors.Add(id);
            parent = await session.Db.Organisations.Where(row => row.Id == id).Select(row => row.ParentId)
                .SingleAsync(TestContext.Current.CancellationToken);
        }

        session.Scope.Enter(organisation.Id, ancestors);
        return session;
    }

    public StorageSession OpenInstance()
    {
        var session = OpenWithoutScope();
        session.Scope.EnterInstance();
        return session;
    }

    public StorageSession OpenWithoutScope(Action<DbContextOptionsBuilder>? configure = null)
    {
        var options = new DbContextOptionsBuilder<CollegueDb>();
        useEngine(options);
        configure?.Invoke(options);
        var scope = new OrganisationScope();
        return new StorageSession(new CollegueDb(options.Options, scope), scope, Clock);
    }

    public async ValueTask DisposeAsync() => await drop();

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
