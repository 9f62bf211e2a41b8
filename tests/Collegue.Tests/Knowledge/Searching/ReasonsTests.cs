using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Searching.Words;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Knowledge.Searching;

/// <summary>Each hit says why it came, in words that can be checked against what is shown.</summary>
public sealed class ReasonsTests : IAsyncLifetime
{
    private const string Lost = "Si vous avez perdu votre carte nationale d'identité, il convient de faire une déclaration de perte en mairie, puis de demander un nouveau titre dans les 10 jours.\n";
    private readonly TestDatabase _database = TestDatabase.OnSqlite();
    private Library _library = null!;
    private Organisation _here = null!;

    public async ValueTask InitializeAsync()
    {
        _library = await SearchShelf.OpenAsync(_database);
        _here = await _database.AddOrganisationAsync();
        await _library.ImportAsync(
            ShelfSource.Of(
                ShelfSource.Page("perte", "Carte d'identité perdue", Lost) with { Audience = "particuliers", Theme = "Papiers" },
                ShelfSource.Page("perte-pro", "Carte d'identité perdue en déplacement", Lost) with { Audience = "professionnels", Theme = "Papiers" },
                ShelfSource.Page("cantine", "Restauration scolaire", "La microentreprise de restauration livre les repas de la cantine chaque matin.\n"),
                ShelfSource.Page("mois", "Prime de fin d'année", "Le treizième mois est versé en décembre à tous les agents de la commune.\n")),
            Library.Target(_here, national: true));
        await _library.ImportAsync(
            ShelfSource.Of(ShelfSource.Page("perte-ici", "Carte d'identité perdue : en mairie de Sainte-Amarelle", Lost.Replace("10 jours", "15 jours", StringComparison.Ordinal) + "Le guichet de l'hôtel de ville vous reçoit le mardi.\n")),
            Library.Target(_here, "local"));
    }

    public async ValueTask DisposeAsync()
    {
        await _library.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("CNI", "perte", "cni", WordRelation.Acronym)]
    [InlineData("déclaratoin", "perte", "declaratoin", WordRelation.Spelling)]
    [InlineData("13ème mois", "mois", "13eme", WordRelation.Family)]
    [InlineData("micro entreprise", "cantine", "micro entreprise", WordRelation.Compound)]
    [InlineData("cantinescolaire", "cantine", "cantinescolaire", WordRelation.Compound)]
    [InlineData("CANTINE", "cantine", "cantine", WordRelation.Same)]
    public async Task A_word_found_says_how_it_stands_for_the_word_asked(string question, string document, string asked, WordRelation relation)
    {
        var hits = await ExplainAsync(Query(question));

        var why = hits.Single(hit => hit.Document == document).Why!;
        Assert.Contains(why.Words, word => word.Asked == asked && word.Relation == relation);
    }

    [Fact]
    public async Task A_local_document_comes_first_and_says_that_it_is_local()
    {
        var hits = await ExplainAsync(Query("carte d'identité perdue"));

        Assert.Equal("perte-ici", hits[0].Document);
        Assert.Contains(hits[0].Why!.Boosts, boost => boost.Kind == BoostKind.Local);
        Assert.True(hits[0].Why!.Similarity > 0.4);
        Assert.Contains(hits[0].Why!.Words, word => word is { Asked: "perdue", Place: MatchedPlace.Title, Relation: WordRelation.Same });
    }

    [Fact]
    public async Task A_local_and_a_national_document_that_contradict_are_both_shown_and_say_so()
    {
        var hits = await ExplainAsync(Query("carte d'identité perdue"));

        var local = hits.Single(hit => hit.Document == "perte-ici");
        var said = Assert.Single(local.Contradicts, other => other.Other.Document == "perte");
        Assert.Equal(("15 jours", "10 jours"), (said.Here, said.There));
        Assert.Contains(hits.Single(hit => hit.Document == "perte").Contradicts, other => other.Other.Document == "perte-ici");
    }

    [Fact]
    public async Task Documents_that_say_the_same_share_one_place_when_asked()
    {
        var hits = await ExplainAsync(Query("carte d'identité perdue") with { OnePerText = true, Collection = "pages" });

        var hit = hits.Single(found => found.Document.StartsWith("perte", StringComparison.Ordinal));
        Assert.Single(hit.SameText);
        Assert.Equal(["perte", "perte-pro"], new[] { hit.Document, hit.SameText[0].Document }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Passages_that_say_the_same_are_given_once()
    {
        var passages = await _library.Search.FindPassagesAsync(
            Query("carte d'identité perdue") with { Collection = "pages" }, 10, TestContext.Current.CancellationToken);

        Assert.Single(passages, passage => passage.Text == Lost.TrimEnd('\n') || passage.Text == Lost);
    }

    [Fact]
    public async Task Audience_theme_and_documents_narrow_the_search()
    {
        var all = await ExplainAsync(Query("carte d'identité perdue"));

        Assert.Equal(["perte-pro"], (await ExplainAsync(Query("carte d'identité perdue") with { Audience = "professionnels" })).Select(hit => hit.Document));
        Assert.Equal(["perte", "perte-pro"], (await ExplainAsync(Query("carte d'identité perdue") with { Theme = "Papiers" })).Select(hit => hit.Document).Order(StringComparer.Ordinal));
        Assert.Equal([all[0].Document], (await ExplainAsync(Query("carte d'identité perdue") with { Documents = [all[0].DocumentId] })).Select(hit => hit.Document));
        Assert.All(await ExplainAsync(Query("carte d'identité perdue") with { Collections = [all[0].CollectionId] }), hit => Assert.Equal(all[0].CollectionId, hit.CollectionId));
    }

    [Fact]
    public async Task What_is_beside_the_question_is_called_weak()
    {
        var strong = await ExplainAsync(Query("carte d'identité perdue"));
        var weak = await ExplainAsync(Query("horaires du tramway vers la mairie"));

        Assert.False(strong[0].Why!.IsWeak);
        Assert.All(weak, hit => Assert.True(hit.Why!.IsWeak));
        Assert.Contains("tramway", weak[0].Why!.Missing);
    }

    [Theory]
    [InlineData(Readers.Everyone, true, true, true)]
    [InlineData(Readers.Agents, false, true, true)]
    [InlineData(Readers.OwnerDepartment, false, false, true)]
    public async Task Readers_decide_before_anything_is_ranked(Readers readers, bool citizen, bool agent, bool member)
    {
        await using (var session = await _database.OpenAsync(_here))
        {
            var collection = session.Db.Collections.Single(row => row.Slug == "local");
            (collection.Readers, collection.OwnerDepartment) = (readers, "etat-civil");
            await session.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(citizen, await SeesAsync(Query("carte perdue")));
        Assert.Equal(agent, await SeesAsync(Query("carte perdue") with { ForAgents = true, Department = "voirie" }));
        Assert.Equal(member, await SeesAsync(Query("carte perdue") with { ForAgents = true, Department = "etat-civil" }));

        async Task<bool> SeesAsync(SearchQuery query) => (await ExplainAsync(query)).Any(hit => hit.Document == "perte-ici");
    }

    [Fact]
    public async Task Words_an_administrator_adds_are_used_at_once()
    {
        Assert.DoesNotContain("cantine", await KeysAsync("gamelle"));

        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(_library.VocabularyFolder).FullName, "families.txt"), "# mots d'ici\ngamelle, cantine\n", TestContext.Current.CancellationToken);
        _database.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Contains("cantine", await KeysAsync("gamelle"));
    }

    [Fact]
    public async Task Words_in_force_are_listed_with_who_says_so()
    {
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(_library.VocabularyFolder).FullName, "families.txt"), "gamelle, cantine\n", TestContext.Current.CancellationToken);

        var words = await _library.Search.WordsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(WordOrigin.Administrator, Assert.Single(words, family => family.List == "families" && family.Members.SequenceEqual(["gamelle", "cantine"])).Origin);
        Assert.Equal(WordOrigin.Program, Assert.Single(words, family => family.List == "acronyms" && family.Members[0] == "CNI").Origin);
    }

    private async Task<string[]> KeysAsync(string question) => [.. (await ExplainAsync(Query(question) with { Mode = SearchMode.Lexical })).Select(hit => hit.Document)];

    private SearchQuery Query(string question) => Library.Query(_here, question) with { Explain = true };

    private async Task<IReadOnlyList<SearchHit>> ExplainAsync(SearchQuery query)
    {
        await _library.Index.RefreshAsync(TestContext.Current.CancellationToken);
        return await _library.Search.FindAsync(query, TestContext.Current.CancellationToken);
    }
}
