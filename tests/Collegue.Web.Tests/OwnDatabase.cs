using Npgsql;
using Xunit;

namespace Collegue.Web.Tests;

/// <summary>A database of PostgreSQL that one fixture has for itself.</summary>
internal sealed class OwnDatabase
{
    private readonly string name = $"collegue_web_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    public KeyValuePair<string, string?> Setting =>
        new("ConnectionStrings:Postgres", new NpgsqlConnectionStringBuilder(Server) { Database = name }.ConnectionString);

    private static string Server => Environment.GetEnvironmentVariable("COLLEGUE_TEST_POSTGRES") is { Length: > 0 } server
        ? server
        : throw new InvalidOperationException("COLLEGUE_TEST_POSTGRES names no PostgreSQL server: run the tests with ./test, which starts one.");

    public Task CreateAsync() => ExecuteAsync($"CREATE DATABASE {name}");

    public async Task DropAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
