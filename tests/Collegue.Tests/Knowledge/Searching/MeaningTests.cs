using Collegue.Knowledge.Searching;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Knowledge.Searching;

public sealed class MeaningTests() : Meaning(Engine.Sqlite);

public sealed class MeaningOnPostgresTests() : Meaning(Engine.Postgres);

/// <summary>What words alone do not find.</summary>
public abstract class Meaning(Engine engine) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Library _library = null!;
    private Organisation _here = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.OnAsync(engine);
        _library = await SearchShelf.OpenAsync(_database);
        _here = await _database.AddOrganisationAsync();
        await _library.ImportAsync(
            ShelfSource.Of(
                ShelfSource.Page("conge", "Congé de maternité d'une salariée", "La future mère a droit à un congé de maternité de 16 semaines.\n"),
                ShelfSource.Page("passeport", "Passeport perdu", "La perte d'un passeport se déclare en mairie.\n"),
                ShelfSource.Page("permis", "Permis de construire", "Le permis de construire est demandé en mairie pour une maison.\n"),
                ShelfSource.Page("ancien", "Congé parental", "Le congé de la mère enceinte.\n", until: new DateOnly(2020, 1, 1))),
            Library.Target(_here));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _library.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_question_that_shares_no_word_finds_the_sheet_of_the_same_meaning()
    {
        Assert.Empty(await KeysAsync("accouchement", SearchMode.Lexical));
        Assert.Equal("conge", (await KeysAsync("accouchement", SearchMode.Semantic))[0]);
    }

    [Fact]
    public async Task Words_that_run_together_are_found_by_their_letters()
    {
        Assert.Empty(await KeysAsync("paseportperdu", SearchMode.Lexical));
        Assert.Equal("passeport", (await KeysAsync("paseportperdu", SearchMode.Hybrid))[0]);
    }

    [Fact]
    public async Task A_document_found_by_its_meaning_gives_its_closest_passage()
    {
        await _library.Search.RefreshAsync(TestContext.Current.CancellationToken);

        var passages = await _library.Search.FindPassagesAsync(Library.Query(_here, "paseportperdu"), 5, TestContext.Current.CancellationToken);

        Assert.Equal("La perte d'un passeport se déclare en mairie.", Assert.Single(passages).Text.Trim());
    }

    [Fact]
    public async Task What_has_the_words_stays_first()
    {
        Assert.Equal("permis", (await KeysAsync("permis de construire une maison", SearchMode.Hybrid))[0]);
    }

    [Fact]
    public async Task Meaning_gives_no_right_to_expired_documents_nor_to_those_of_others()
    {
        var other = await _database.AddOrganisationAsync();

        Assert.DoesNotContain("ancien", await KeysAsync("congé parental de la mère", SearchMode.Semantic));
        Assert.Empty(await _library.Search.FindAsync(Library.Query(other, "congé maternité") with { Mode = SearchMode.Semantic }, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!… 🙂")]
    [InlineData("qzxw vbnkk")]
    public async Task A_text_without_meaning_finds_nothing(string text) => Assert.Empty(await KeysAsync(text, SearchMode.Hybrid));

    private async Task<string[]> KeysAsync(string text, SearchMode mode)
    {
        await _library.Search.RefreshAsync(TestContext.Current.CancellationToken);
        return [.. (await _library.Search.FindAsync(Library.Query(_here, text) with { Mode = mode }, TestContext.Current.CancellationToken)).Select(hit => hit.Document)];
    }
}
