using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources;
using Collegue.Storage.Knowledge;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Knowledge.Importing;

/// <summary>An import compares what it reads with what is kept.</summary>
public sealed class ImportingTwiceTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly SourceDocument Waste = ShelfSource.Page("dechets/collecte", "Collecte des déchets", "Les bacs jaunes sortent le mardi.\n");
    private static readonly SourceDocument School = ShelfSource.Page("ecole/cantine", "Cantine", "Le repas coûte 3,20 €.\n");

    [Theory, BothEngines]
    public async Task The_second_time_changes_nothing_and_says_so(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        var target = Library.Target(organisation);
        var first = await library.ImportAsync(ShelfSource.Of(Waste, School), target);
        var before = await StateAsync(library, target);

        var second = await library.ImportAsync(ShelfSource.Of(School, Waste), target);

        Assert.Equal((2, 0, 0, 0), (first.Added, first.Changed, first.Unchanged, first.Removed));
        Assert.Equal((0, 0, 2, 0), (second.Added, second.Changed, second.Unchanged, second.Removed));
        Assert.True(second.NothingChanged);
        Assert.Equal(before, await StateAsync(library, target));
    }

    [Theory, BothEngines]
    public async Task A_changed_document_is_replaced_and_what_stayed_keeps_its_ids(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        var target = Library.Target(organisation);
        var stays = ShelfSource.Passage("Les bacs jaunes sortent le mardi.\n");
        var goes = ShelfSource.Passage("Les bacs verts sortent le jeudi.\n");
        var comes = ShelfSource.Passage("Le verre va aux colonnes.\n");
        await library.ImportAsync(ShelfSource.Of(School, Waste with { Passages = [goes, stays] }), target);
        var before = await PassagesAsync(library, target);

        var summary = await library.ImportAsync(
            ShelfSource.Of(School, Waste with { Passages = [comes, stays], Title = "Collecte" }), target);

        var after = await PassagesAsync(library, target);
        Assert.Equal((0, 1, 1, 0), (summary.Added, summary.Changed, summary.Unchanged, summary.Removed));
        Assert.Equal(before[stays.Text], after[stays.Text]);
        Assert.DoesNotContain(goes.Text, after.Keys);
        Assert.Contains(comes.Text, after.Keys);
        await using var session = await library.Database.OpenAsync(organisation);
        Assert.Equal("Collecte", (await session.Db.Documents.SingleAsync(
            row => row.Key == Waste.Key && row.OrganisationId == organisation.Id, TestContext.Current.CancellationToken)).Title);
        Assert.Equal(2, (await CollectionAsync(library, target)).Version);
    }

    [Theory, BothEngines]
    public async Task What_left_the_source_leaves_the_collection(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var target = Library.Target(await library.Database.AddOrganisationAsync());
        await library.ImportAsync(ShelfSource.Of(Waste, School), target);

        var summary = await library.ImportAsync(ShelfSource.Of(School), target);

        Assert.Equal((1, 1), (summary.Removed, summary.Unchanged));
        Assert.Equal([School.Passages[0].Text], (await PassagesAsync(library, target)).Keys);
    }

    [Theory, BothEngines]
    public async Task Two_equal_passages_of_a_document_are_both_kept(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var target = Library.Target(await library.Database.AddOrganisationAsync());
        var twice = ShelfSource.Passage("Voir la mairie.\n");

        await library.ImportAsync(ShelfSource.Of(Waste with { Passages = [twice, twice] }), target);

        await using var session = await OpenAsync(library, target);
        Assert.Equal(2, await session.Db.Passages.CountAsync(row => row.OrganisationId == target.Organisation, TestContext.Current.CancellationToken));
    }

    [Theory, BothEngines]
    public async Task The_collection_follows_what_the_source_says_of_it(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var target = Library.Target(await library.Database.AddOrganisationAsync());
        await library.ImportAsync(ShelfSource.Of(Waste), target);

        await library.ImportAsync(
            new ShelfSource(ShelfSource.Read(Waste)) { Notice = "Pages de 2020" }, target with { SharedWithChildren = true, Licence = "LO", IsDescribed = true });

        var collection = await CollectionAsync(library, target);
        Assert.Equal(("Pages de 2020", true, "LO", 2), (collection.Notice, collection.SharedWithChildren, collection.Licence, collection.Version));
    }

    [Theory, BothEngines]
    public async Task What_people_set_stays_when_the_source_says_nothing(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var target = Library.Target(await library.Database.AddOrganisationAsync());
        await library.ImportAsync(ShelfSource.Of(Waste), target);
        await using (var session = await OpenAsync(library, target))
        {
            await session.Db.Collections.Where(row => row.OrganisationId == target.Organisation).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Title, "Déchets").SetProperty(row => row.SharedWithChildren, true)
                    .SetProperty(row => row.OwnerDepartment, "proprete").SetProperty(row => row.Readers, Readers.Agents)
                    .SetProperty(row => row.ReviewEveryDays, 90),
                TestContext.Current.CancellationToken);
        }

        Assert.True((await library.ImportAsync(ShelfSource.Of(Waste), target)).NothingChanged);

        var collection = await CollectionAsync(library, target);
        Assert.Equal(("Déchets", true, "proprete", Readers.Agents, 90),
            (collection.Title, collection.SharedWithChildren, collection.OwnerDepartment, collection.Readers, collection.ReviewEveryDays));
    }

    [Theory, BothEngines]
    public async Task The_same_collection_name_in_two_organisations_is_two_collections(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var parent = await library.Database.AddOrganisationAsync();
        var child = await library.Database.AddOrganisationAsync(parent);
        await library.ImportAsync(ShelfSource.Of(Waste), Library.Target(parent, shared: true));

        var summary = await library.ImportAsync(ShelfSource.Of(Waste, School), Library.Target(child));

        Assert.Equal(2, summary.Added);
        Assert.Single(await PassagesAsync(library, Library.Target(parent)));
    }

    private static async Task<string> StateAsync(Library library, ImportTarget target)
    {
        await using var session = await OpenAsync(library, target);
        var documents = await session.Db.Documents.Where(row => row.OrganisationId == target.Organisation)
            .OrderBy(row => row.Key).Select(row => new { row.Id, row.ContentHash, row.ImportedAt }).ToListAsync(TestContext.Current.CancellationToken);
        var passages = await PassagesAsync(library, target);
        return $"{string.Join(';', documents)}|{string.Join(';', passages.OrderBy(row => row.Key))}|{(await CollectionAsync(library, target)).Version}";
    }

    private static async Task<Dictionary<string, Guid>> PassagesAsync(Library library, ImportTarget target)
    {
        await using var session = await OpenAsync(library, target);
        return await session.Db.Passages.Where(row => row.OrganisationId == target.Organisation)
            .ToDictionaryAsync(row => row.Text, row => row.Id, TestContext.Current.CancellationToken);
    }

    private static async Task<Collection> CollectionAsync(Library library, ImportTarget target)
    {
        await using var session = await OpenAsync(library, target);
        return await session.Db.Collections.SingleAsync(row => row.OrganisationId == target.Organisation, TestContext.Current.CancellationToken);
    }

    private static Task<StorageSession> OpenAsync(Library library, ImportTarget target)
    {
        var session = library.Database.OpenWithoutScope();
        session.Scope.Enter(target.Organisation, target.Ancestors);
        return Task.FromResult(session);
    }
}
