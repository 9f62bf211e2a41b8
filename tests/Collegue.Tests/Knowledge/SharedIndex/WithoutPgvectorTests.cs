using Collegue.Knowledge.SharedIndex;
using Collegue.Tests.Knowledge.Searching;
using Collegue.Tests.Storage;
using Npgsql;
using Xunit;

namespace Collegue.Tests.Knowledge.SharedIndex;

/// <summary>A database where the extension is not there and this role may not create it.</summary>
public sealed class WithoutPgvectorTests : IAsyncLifetime
{
    private readonly string _role = $"collegue_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.OnPostgresAsync();
        await ExecuteAsync($"CREATE ROLE {_role} LOGIN PASSWORD '{_role}'");
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"DROP ROLE {_role}");
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Searches_go_on_with_an_index_of_the_node_and_the_administrator_is_told_why()
    {
        await using var migrated = await SearchShelf.OpenAsync(_database);
        var limited = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Username = _role, Password = _role, Pooling = false };
        await using var library = new Library(_database, shared: new SharedDatabase(limited.ConnectionString));
        var here = await _database.AddOrganisationAsync();
        await library.ImportAsync(ShelfSource.Of(ShelfSource.Page("bassin", "Piscine", "La piscine ouvre à 9 h.\n")), Library.Target(here));

        Assert.Equal(["bassin"], await library.KeysAsync(here, "piscine"));

        var state = await library.Search.ExamineAsync(TestContext.Current.CancellationToken);
        Assert.False(state.IsShared);
        Assert.Contains("extension vector", state.Warning, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetDirectories(library.IndexFolder));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
