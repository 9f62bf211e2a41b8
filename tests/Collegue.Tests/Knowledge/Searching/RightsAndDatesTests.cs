using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Knowledge.Searching;

public sealed class RightsAndDatesTests() : RightsAndDates(Engine.Sqlite);

public sealed class RightsAndDatesOnPostgresTests() : RightsAndDates(Engine.Postgres);

/// <summary>Who may find what, and when.</summary>
public abstract class RightsAndDates(Engine engine) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Library _library = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.OnAsync(engine);
        _library = await SearchShelf.OpenAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _library.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_finds_the_documents_of_another_organisation()
    {
        var (here, there) = (await _database.AddOrganisationAsync(), await _database.AddOrganisationAsync());
        await _library.ImportAsync(ShelfSource.Of(ShelfSource.Page("piscine", "Piscine", "La piscine ouvre à 9 h.\n")), Library.Target(here, shared: true));

        Assert.Equal(["piscine"], await _library.KeysAsync(here, "piscine"));
        Assert.Empty(await _library.KeysAsync(there, "piscine"));
    }

    [Fact]
    public async Task A_child_finds_what_its_parent_shares_and_only_that()
    {
        var parent = await _database.AddOrganisationAsync();
        var child = await _database.AddOrganisationAsync(parent);
        await _library.ImportAsync(ShelfSource.Of(ShelfSource.Page("public", "Piscine", "La piscine ouvre.\n")), Library.Target(parent, "a", shared: true));
        await _library.ImportAsync(ShelfSource.Of(ShelfSource.Page("interne", "Piscine", "La piscine ferme.\n")), Library.Target(parent, "b"));
        await _library.ImportAsync(ShelfSource.Of(ShelfSource.Page("enfant", "Piscine", "La piscine chauffe.\n")), Library.Target(child, "c"));

        Assert.Equal(["enfant", "public"], (await _library.KeysAsync(child, "piscine")).Order());
        Assert.Equal(["interne", "public"], (await _library.KeysAsync(parent, "piscine")).Order());
        Assert.All(await _library.Search.FindPassagesAsync(Library.Query(child, "piscine"), 50, TestContext.Current.CancellationToken),
            hit => Assert.NotEqual("interne", hit.Document.Document));
    }

    [Fact]
    public async Task Ending_the_sharing_is_followed_at_the_next_look_without_a_new_index()
    {
        var parent = await _database.AddOrganisationAsync();
        var child = await _database.AddOrganisationAsync(parent);
        var page = ShelfSource.Of(ShelfSource.Page("public", "Piscine", "La piscine ouvre.\n"));
        await _library.ImportAsync(page, Library.Target(parent, shared: true));
        Assert.Single(await _library.KeysAsync(child, "piscine"));

        await using (var session = await _database.OpenAsync(parent))
        {
            session.Db.Collections.Single().SharedWithChildren = false;
            await session.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        _database.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Empty(await _library.Search.FindAsync(Library.Query(child, "piscine"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Expired_and_future_documents_are_not_found_as_current()
    {
        var here = await _database.AddOrganisationAsync();
        await _library.ImportAsync(
            ShelfSource.Of(
                ShelfSource.Page("tarifs-2025", "Tarifs", "Le repas coûte 3 €.\n", until: new DateOnly(2026, 8, 31)),
                ShelfSource.Page("tarifs-2026", "Tarifs", "Le repas coûte 4 €.\n", from: new DateOnly(2026, 9, 1), until: new DateOnly(2027, 8, 31)),
                ShelfSource.Page("tarifs-2027", "Tarifs", "Le repas coûte 5 €.\n", from: new DateOnly(2027, 9, 1))),
            Library.Target(here));

        Assert.Equal(["tarifs-2025"], await _library.KeysAsync(here, "tarifs", new DateOnly(2026, 8, 31)));
        Assert.Equal(["tarifs-2026"], await _library.KeysAsync(here, "tarifs", new DateOnly(2026, 9, 1)));
        Assert.Equal(["tarifs-2027"], await _library.KeysAsync(here, "tarifs", new DateOnly(2030, 1, 1)));
    }

    [Fact]
    public async Task A_local_document_comes_before_a_national_one_on_the_same_subject()
    {
        var france = await _database.AddOrganisationAsync();
        var commune = await _database.AddOrganisationAsync(france);
        await _library.ImportAsync(
            ShelfSource.Of(ShelfSource.Page("particuliers/F1", "Inscription à la cantine", "La cantine scolaire demande une inscription.\n")),
            Library.Target(france, "service-public", shared: true, national: true));
        await _library.ImportAsync(
            ShelfSource.Of(
                ShelfSource.Page("cantine", "Inscription à la cantine", "La cantine scolaire demande une inscription.\n"),
                ShelfSource.Page("stade", "Stade", "Le stade a une buvette, pas de cantine.\n")),
            Library.Target(commune));

        var hits = await _library.FindAsync(commune, "inscription cantine");

        Assert.Equal(["cantine", "particuliers/F1", "stade"], hits.Select(hit => hit.Document));
        Assert.Equal([true, false, true], hits.Select(hit => hit.IsLocal));
    }

    [Fact]
    public async Task One_collection_can_be_searched_alone()
    {
        var here = await _database.AddOrganisationAsync();
        await _library.ImportAsync(ShelfSource.Of(ShelfSource.Page("a", "Piscine", "Piscine.\n")), Library.Target(here, "un"));
        await _library.ImportAsync(ShelfSource.Of(ShelfSource.Page("b", "Piscine", "Piscine.\n")), Library.Target(here, "deux"));

        Assert.Equal(["b"], (await _library.FindAsync(here, "piscine", collection: "deux")).Select(hit => hit.Document));
        Assert.Empty(await _library.FindAsync(here, "piscine", collection: "trois"));
    }
}
