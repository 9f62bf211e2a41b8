using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Storage;

/// <summary>France shares its sheets with the intercommunalité and its communes; nothing goes up, nothing goes sideways.</summary>
public sealed class SharedKnowledgeTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task What_the_ancestors_share_is_read_with_ones_own(Engine engine)
    {
        var place = await Place.BuildAsync(await storage.OnAsync(engine));

        Assert.Equal(
            Sorted(place.NationalShared, place.CommunityShared, place.CommuneOwn), await VisibleAsync(place.Database, place.Commune));
        Assert.Equal(
            Sorted(place.NationalShared, place.CommunityShared, place.CommunityOwn), await VisibleAsync(place.Database, place.Community));
    }

    [Theory, BothEngines]
    public async Task A_parent_never_reads_its_children(Engine engine)
    {
        var place = await Place.BuildAsync(await storage.OnAsync(engine));

        Assert.Equal(Sorted(place.NationalShared, place.NationalOwn), await VisibleAsync(place.Database, place.France));
    }

    [Theory, BothEngines]
    public async Task A_neighbour_reads_nothing_of_ours_even_when_shared(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var place = await Place.BuildAsync(database);
        var neighbour = await database.AddOrganisationAsync(parent: place.Community);
        await StoreAsync(database, place.Commune, shared: true);

        Assert.Equal(Sorted(place.NationalShared, place.CommunityShared), await VisibleAsync(database, neighbour));
    }

    [Theory, BothEngines]
    public async Task Ending_the_sharing_hides_the_passages_at_once(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var place = await Place.BuildAsync(database);
        await using (var session = await database.OpenAsync(place.France))
        {
            await session.Db.Collections.Where(row => row.OrganisationId == place.France.Id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SharedWithChildren, false), TestContext.Current.CancellationToken);
        }

        Assert.Equal(Sorted(place.CommunityShared, place.CommuneOwn), await VisibleAsync(database, place.Commune));
    }

    [Theory, BothEngines]
    public async Task A_child_reads_but_cannot_change_what_is_shared(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var place = await Place.BuildAsync(database);
        await using var session = await database.OpenAsync(place.Commune);
        var sheet = await session.Db.Documents.SingleAsync(
            row => row.Id == place.NationalShared.DocumentId, TestContext.Current.CancellationToken);
        sheet.Title = "Changé";

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.Db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Theory, BothEngines]
    public async Task A_bulk_change_that_forgets_to_say_whose_rows_it_means_is_refused(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var place = await Place.BuildAsync(database);
        await using (var session = await database.OpenAsync(place.Commune))
        {
            var db = session.Db;
            var own = place.Commune.Id;
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.Collections.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SharedWithChildren, false), TestContext.Current.CancellationToken));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.Documents.Where(row => row.OrganisationId == own || row.Title != "")
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Title, "Changé"), TestContext.Current.CancellationToken));
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.Passages.Where(row => row.Id == place.NationalShared.Id)
                .ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(
            Sorted(place.NationalShared, place.CommunityShared, place.CommuneOwn), await VisibleAsync(database, place.Commune));
    }

    [Theory, BothEngines]
    public async Task A_bulk_change_of_ones_own_leaves_what_is_shared(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var place = await Place.BuildAsync(database);
        await using var session = await database.OpenAsync(place.Commune);
        var own = place.Commune.Id;

        var changed = await session.Db.Documents.Where(row => row.Title != "" && row.OrganisationId == own)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Title, "Changé"), TestContext.Current.CancellationToken);
        var deleted = await session.Db.Passages.Where(row => row.OrganisationId == own).Where(row => row.Text != "")
            .ExecuteDeleteAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (changed, deleted));
        Assert.Equal(Sorted(place.NationalShared, place.CommunityShared), await VisibleAsync(database, place.Commune));
    }

    /// <summary>The passages seen, after checking that documents and collections tell the same.</summary>
    private static async Task<List<Guid>> VisibleAsync(TestDatabase database, Organisation organisation)
    {
        await using var session = await database.OpenAsync(organisation);
        var passages = await session.Db.Passages.AsNoTracking().Include(row => row.Document!.Collection)
            .ToListAsync(TestContext.Current.CancellationToken);
        var documents = await session.Db.Documents.Select(row => row.Id).ToListAsync(TestContext.Current.CancellationToken);
        var collections = await session.Db.Collections.Select(row => row.Id).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Superset(passages.Select(row => row.DocumentId).ToHashSet(), documents.ToHashSet());
        Assert.Superset(passages.Select(row => row.Document!.CollectionId).ToHashSet(), collections.ToHashSet());
        return [.. passages.Select(row => row.Id).Order()];
    }

    private static List<Guid> Sorted(params Passage[] passages) => [.. passages.Select(row => row.Id).Order()];

    private static async Task<Passage> StoreAsync(TestDatabase database, Organisation organisation, bool shared)
    {
        var collection = await database.AddCollectionAsync(organisation, shared);
        return await database.AddPassageAsync(organisation, await database.AddDocumentAsync(organisation, collection));
    }

    private sealed record Place(
        TestDatabase Database, Organisation France, Organisation Community, Organisation Commune, Passage NationalShared,
        Passage NationalOwn, Passage CommunityShared, Passage CommunityOwn, Passage CommuneOwn)
    {
        public static async Task<Place> BuildAsync(TestDatabase database)
        {
            var france = await database.AddOrganisationAsync();
            var community = await database.AddOrganisationAsync(parent: france);
            var commune = await database.AddOrganisationAsync(parent: community);
            return new Place(
                database,
                france,
                community,
                commune,
                await StoreAsync(database, france, shared: true),
                await StoreAsync(database, france, shared: false),
                await StoreAsync(database, community, shared: true),
                await StoreAsync(database, community, shared: false),
                await StoreAsync(database, commune, shared: false));
        }
    }
}
