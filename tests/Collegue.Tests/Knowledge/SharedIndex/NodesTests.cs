using Collegue.Knowledge.Searching;
using Collegue.Storage.Organisations;
using Collegue.Tests.Knowledge.Searching;
using Collegue.Tests.Storage;
using Npgsql;
using Xunit;

namespace Collegue.Tests.Knowledge.SharedIndex;

/// <summary>Several nodes on one PostgreSQL search one index, written by whichever comes first.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Library _one = null!;
    private Library _other = null!;
    private Organisation _here = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.OnPostgresAsync();
        _one = await SearchShelf.OpenAsync(_database);
        _other = new Library(_database);
        _here = await _database.AddOrganisationAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _one.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_one_node_imports_the_others_find()
    {
        Assert.Empty(await FindAsync(_other, "piscine"));
        await ImportAsync("bassin", "Piscine", "La piscine ouvre à 9 h.\n");
        await _one.Search.RefreshAsync(TestContext.Current.CancellationToken);

        await _other.Search.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["bassin"], await FindAsync(_other, "piscine"));
        Assert.Equal(["bassin"], await FindAsync(_one, "piscine"));
        Assert.Equal(new SearchEngineState(true, null), await _other.Search.ExamineAsync(TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(_one.IndexFolder) || Directory.Exists(_other.IndexFolder));
    }

    [Fact]
    public async Task A_search_on_a_new_node_waits_for_what_there_is()
    {
        await ImportAsync("bassin", "Piscine", "La piscine ouvre à 9 h.\n");

        Assert.Equal(["bassin"], await FindAsync(_other, "piscine"));
    }

    [Fact]
    public async Task A_document_replaced_by_one_node_is_replaced_for_all()
    {
        await ImportAsync("bassin", "Piscine", "La piscine ouvre à 9 h.\n");
        await _one.Search.RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["bassin"], await FindAsync(_other, "piscine"));

        await ImportAsync("bassin", "Piscine", "La piscine ouvre à 10 h.\n");
        await _one.Search.RefreshAsync(TestContext.Current.CancellationToken);

        var hit = Assert.Single(await _other.Search.FindAsync(Library.Query(_here, "piscine"), TestContext.Current.CancellationToken));
        Assert.Equal("La piscine ouvre à 10 h.\n", hit.PassageText);
    }

    [Fact]
    public async Task Between_an_import_and_its_indexing_what_is_stored_is_shown_and_what_is_gone_is_not()
    {
        await _one.ImportAsync(
            ShelfSource.Of(ShelfSource.Page("bassin", "Piscine", "La piscine ouvre à 9 h.\n"), ShelfSource.Page("ancien", "Piscine", "La piscine est fermée.\n")),
            Library.Target(_here));
        await _one.Search.RefreshAsync(TestContext.Current.CancellationToken);

        await ImportAsync("bassin", "Piscine", "La piscine ouvre à 10 h.\n");

        var hit = Assert.Single(await _one.Search.FindAsync(Library.Query(_here, "piscine"), TestContext.Current.CancellationToken));
        Assert.Equal("La piscine ouvre à 10 h.\n", hit.PassageText);
    }

    [Fact]
    public async Task Only_documents_that_changed_are_written()
    {
        await _one.ImportAsync(
            ShelfSource.Of(ShelfSource.Page("bassin", "Piscine", "La piscine ouvre à 9 h.\n"), ShelfSource.Page("stade", "Stade", "Le stade ouvre.\n")),
            Library.Target(_here));
        await _one.Search.RefreshAsync(TestContext.Current.CancellationToken);
        var before = await ReadAsync("SELECT key, xmin::text FROM collegue_search_1.documents");

        await _one.ImportAsync(
            ShelfSource.Of(ShelfSource.Page("bassin", "Piscine", "La piscine ouvre à 10 h.\n"), ShelfSource.Page("stade", "Stade", "Le stade ouvre.\n")),
            Library.Target(_here));
        await _one.Search.RefreshAsync(TestContext.Current.CancellationToken);

        var after = await ReadAsync("SELECT key, xmin::text FROM collegue_search_1.documents");
        Assert.Equal(before["stade"], after["stade"]);
        Assert.NotEqual(before["bassin"], after["bassin"]);
    }

    [Fact]
    public async Task Figures_of_words_stay_those_of_the_documents_that_are_there()
    {
        const string Words = "SELECT word, counts::text FROM collegue_search_1.words UNION ALL SELECT '=' || form, documents::text FROM collegue_search_1.forms";
        const string Totals = "SELECT organisation_id::text, documents || ' ' || passages || ' ' || lengths::text FROM collegue_search_1.totals";
        await _one.ImportAsync(
            ShelfSource.Of(ShelfSource.Page("bassin", "L'eau et la piscine", "La piscine ouvre à 9 h.\n"), ShelfSource.Page("stade", "Stade", "Le stade a une buvette.\n")),
            Library.Target(_here));
        await _one.Search.RefreshAsync(TestContext.Current.CancellationToken);
        await ImportAsync("bassin", "Piscine d'été", "Le bassin n'ouvre qu'en été : l'eau et l'été.\n");
        await _one.Search.RefreshAsync(TestContext.Current.CancellationToken);
        var (words, totals) = (await ReadAsync(Words), await ReadAsync(Totals));

        await ReadAsync("DROP SCHEMA collegue_search_1 CASCADE");
        await using var anew = new Library(_database);
        await anew.Search.RefreshAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(words);
        Assert.Equal(await ReadAsync(Words), words);
        Assert.Equal(await ReadAsync(Totals), totals);
    }

    private async Task ImportAsync(string key, string title, string text) =>
        await _one.ImportAsync(ShelfSource.Of(ShelfSource.Page(key, title, text)), Library.Target(_here));

    private async Task<string[]> FindAsync(Library node, string text) =>
        [.. (await node.Search.FindAsync(Library.Query(_here, text), TestContext.Current.CancellationToken)).Select(hit => hit.Document)];

    private async Task<SortedDictionary<string, string>> ReadAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString!);
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            values[rows.GetString(0)] = rows.GetString(1);
        }

        return values;
    }
}
