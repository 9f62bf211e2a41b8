using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Sources.Folder;
using Collegue.Storage.Organisations;
using Collegue.Tests.Knowledge.Searching;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Knowledge.SharedIndex;

/// <summary>The same documents in both engines: the demonstration's own.</summary>
public sealed class SameRankingTests : IAsyncLifetime
{
    private static readonly string[] Questions =
    [
        "combien coûte un repas à la cantine", "inscrire mon enfant à l'école maternelle", "horaires de la déchetterie", "tarif cantine quotient familial 742",
        "abonnement piscine", "louer la salle des fêtes", "permis de construire une véranda", "cantinne scolaire", "acte de naissance",
        "encombrants", "place au cimetière", "arrêté de stationnement pour un déménagement", "aide aux personnes âgées", "subvention association sportive",
    ];

    private readonly TestDatabase _sqlite = TestDatabase.OnSqlite();
    private TestDatabase _postgres = null!;
    private (Library Library, Organisation Organisation) _embedded;
    private (Library Library, Organisation Organisation) _shared;

    public async ValueTask InitializeAsync()
    {
        _postgres = await TestDatabase.OnPostgresAsync();
        _embedded = await ImportAsync(_sqlite);
        _shared = await ImportAsync(_postgres);
    }

    public async ValueTask DisposeAsync()
    {
        await _embedded.Library.DisposeAsync();
        await _shared.Library.DisposeAsync();
        await _sqlite.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    /// <summary>Where the best of a question is less, nothing is close, and a thousandth of a cosine is much of what there is.</summary>
    private const double EnoughToCompare = 1;

    [Theory]
    [InlineData(SearchMode.Lexical, 0.001)]
    [InlineData(SearchMode.Hybrid, 0.02)]
    [InlineData(SearchMode.Semantic, 0.05)]
    public async Task A_question_gets_the_same_documents_with_the_same_scores(SearchMode mode, double rounding)
    {
        var compared = 0;
        foreach (var question in Questions)
        {
            var embedded = await FindAsync(_embedded, question, mode);
            var shared = (await FindAsync(_shared, question, mode)).ToDictionary(hit => hit.Document, hit => hit.Score);

            Assert.Equal(embedded.Count, shared.Count);

            // Vectors are rounded to bytes here and to half floats there, a thousandth of a cosine: it shows most where nothing is close,
            // and neighbours may change places at the end of a list.
            Assert.All(embedded.Take(8), hit => Assert.Equal(hit.Score, shared.GetValueOrDefault(hit.Document), Math.Max(embedded[0].Score, EnoughToCompare) * rounding));
            compared += Math.Min(8, embedded.Count);
        }

        Assert.True(compared >= 50, $"{compared} documents compared");
    }

    [Fact]
    public async Task The_same_passage_is_shown_for_the_same_reasons()
    {
        var embedded = (await FindAsync(_embedded, "combien coûte un repas à la cantine", SearchMode.Lexical))[0];
        var shared = (await FindAsync(_shared, "combien coûte un repas à la cantine", SearchMode.Lexical))[0];

        Assert.Equal(
            (embedded.Document, embedded.Heading, embedded.Situation, embedded.PassageText, embedded.Url, embedded.Updated, embedded.CollectionTitle),
            (shared.Document, shared.Heading, shared.Situation, shared.PassageText, shared.Url, shared.Updated, shared.CollectionTitle));
    }

    private static async Task<(Library Library, Organisation Organisation)> ImportAsync(TestDatabase database)
    {
        var library = await SearchShelf.OpenAsync(database);
        var organisation = await database.AddOrganisationAsync();
        var source = Assert.IsType<FolderOpening.Opened>(FolderSource.Open(Path.Combine(Demo(), "collections", "sainte-amarelle"))).Source;
        await library.RunAsync(source, Library.Target(organisation));
        await library.Search.RefreshAsync(TestContext.Current.CancellationToken);
        return (library, organisation);
    }

    private static Task<IReadOnlyList<SearchHit>> FindAsync((Library Library, Organisation Organisation) on, string question, SearchMode mode) =>
        on.Library.Search.FindAsync(Library.Query(on.Organisation, question) with { Mode = mode }, TestContext.Current.CancellationToken);

    private static string Demo()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Collegue.slnx")))
            {
                return Path.Combine(folder.FullName, "demo");
            }
        }

        throw new DirectoryNotFoundException("demo");
    }
}
