using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Knowledge.Searching;

public sealed class FrenchQuestionsTests() : FrenchQuestions(Engine.Sqlite);

public sealed class FrenchQuestionsOnPostgresTests() : FrenchQuestions(Engine.Postgres);

/// <summary>Questions as people type them.</summary>
public abstract class FrenchQuestions(Engine engine) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Library _library = null!;
    private Organisation _here = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.OnAsync(engine);
        _library = await SearchShelf.OpenAsync(_database);
        _here = await _database.AddOrganisationAsync();
        var school = ShelfSource.Page("ecole", "Inscription à l'école", "");
        await _library.ImportAsync(
            ShelfSource.Of(
                ShelfSource.Page("identite", "Carte d'identité", "Vous devez refaire votre carte d'identité en mairie.\n"),
                ShelfSource.Page("deces", "Déclaration de décès", "Le décès est déclaré dans les 24 heures.\n"),
                ShelfSource.Page("prime", "Prime", "Un 13e mois peut être versé.\n"),
                school with
                {
                    Passages =
                    [
                        ShelfSource.Passage("Présentez le livret de famille et un justificatif de domicile.\n", heading: "Pièces à fournir"),
                        ShelfSource.Passage("Les dérogations se demandent avant le 31 mars.\n", heading: "Dérogation", situation: "Vous habitez une autre commune"),
                        ShelfSource.Passage("Code de l'éducation : dérogations\n", PassageKind.LegalReference),
                    ],
                }),
            Library.Target(_here));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _library.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("refaire ma carte d'identité", "identite")]
    [InlineData("REFAIRE MA CARTE D’IDENTITE", "identite")]
    [InlineData("cartes identite", "identite")]
    [InlineData("deces", "deces")]
    [InlineData("declarer un deces", "deces")]
    [InlineData("13e mois", "prime")]
    [InlineData("livret de famille", "ecole")]
    [InlineData("justifcatif", "ecole")]
    [InlineData("identiter", "identite")]
    public async Task The_right_document_comes_first(string question, string expected) =>
        Assert.Equal(expected, (await _library.KeysAsync(_here, question))[0]);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("de la le les et à pour")]
    [InlineData("??? !!! ...")]
    [InlineData("zzzzzz qqqqqqq")]
    public async Task A_question_without_a_known_word_finds_nothing(string question) =>
        Assert.Empty(await _library.KeysAsync(_here, question));

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("\udc00 carte \ud83d")]
    [InlineData("a\0b carte")]
    [InlineData("carte* AND (identité OR NOT [x TO y]^2~ \\ \"")]
    [InlineData("\u0301\u0301\u200d\u202e carte ﷽ 身份证 بطاقة 🪪")]
    public async Task Any_text_is_a_question(string question) => await _library.FindAsync(_here, question);

    [Fact]
    public async Task A_very_long_message_still_finds_its_subject()
    {
        var filler = string.Join(' ', Enumerable.Range(0, 5000).Select(at => $"mot{at}"));

        Assert.Equal("identite", (await _library.KeysAsync(_here, $"carte d'identité {filler}"))[0]);
    }

    [Fact]
    public async Task The_hit_carries_what_a_citation_needs()
    {
        var hit = (await _library.FindAsync(_here, "dérogation"))[0];

        Assert.Equal((1, "ecole", "Inscription à l'école", "Dérogation", "Vous habitez une autre commune"),
            (hit.Rank, hit.Document, hit.Title, hit.Heading, hit.Situation));
        Assert.Equal("Les dérogations se demandent avant le 31 mars.\n", hit.PassageText);
        Assert.Equal((new DateOnly(2026, 1, 15), "https://www.sainte-amarelle.example/ecole", "Titre de pages"),
            (hit.Updated, hit.Url, hit.CollectionTitle));
        await using var session = await _database.OpenAsync(_here);
        Assert.Equal(hit.PassageText, session.Db.Passages.Single(row => row.Id == hit.PassageId).Text);
        Assert.Equal("ecole", session.Db.Documents.Single(row => row.Id == hit.DocumentId).Key);
    }

    [Fact]
    public async Task Passages_come_with_their_document_kind_and_place()
    {
        await _library.Search.RefreshAsync(TestContext.Current.CancellationToken);

        var hits = await _library.Search.FindPassagesAsync(Library.Query(_here, "dérogation école"), 10, TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3], hits.Select(hit => hit.Rank));
        Assert.All(hits, hit => Assert.Equal(("ecole", 1), (hit.Document.Document, hit.Document.Rank)));
        Assert.Equal([0, 1, 2], hits.Select(hit => hit.Position).Order());
        Assert.Equal(PassageKind.LegalReference, hits.Single(hit => hit.Position == 2).Kind);
    }

    [Fact]
    public async Task No_more_documents_than_asked()
    {
        Assert.Single(await _library.FindAsync(_here, "carte décès école", top: 1));
        Assert.Empty(await _library.FindAsync(_here, "carte décès école", top: 0));
    }
}
