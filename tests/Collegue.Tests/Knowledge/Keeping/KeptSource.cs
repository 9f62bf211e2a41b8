using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources.ServicePublic;
using Collegue.Knowledge.Sources.Site;
using Collegue.Storage.Jobs;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Collegue.Workers;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Knowledge.Keeping;

/// <summary>A collection with a kept source, and the product's own services around it.</summary>
internal sealed class KeptSource : IAsyncDisposable
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("collegue-kept-");

    private KeptSource(Library library, Organisation organisation, StorageSession session) =>
        (Library, Organisation, Session) = (library, organisation, session);

    public Library Library { get; }
    public Organisation Organisation { get; }
    public StorageSession Session { get; }
    public Guid Id { get; private set; }
    public TestDatabase Database => Library.Database;

    public ImportTarget Target => Library.Target(Organisation) with { Origin = new ImportOrigin(SourceKind.Folder, "/nowhere/pages") };

    public SourceControl Control => new(
        Session.Db, Session.Scope, new JobRequests(Session.Db, Session.Scope, Database.Clock), Session.Trail, Database.Clock);

    public SourceReading Reading => new(
        Session.Db, Session.Scope, new OrganisationDirectory(Library.Scopes, Database.Clock),
        new SourceOpener(new ServicePublicLocator(new HttpClient(), _work.FullName), new SiteLocator(_work.FullName, new SiteOptions(), Database.Clock)),
        Library.Importer, Library.Search, Database.Clock);

    public static async Task<KeptSource> OpenAsync(StorageFixture storage, Engine engine)
    {
        var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        return new KeptSource(library, organisation, await library.Database.OpenAsync(organisation));
    }

    /// <summary>Imports once, which keeps the source.</summary>
    public async Task<ImportOutcome> ImportAsync(ShelfSource source, ImportTarget? target = null)
    {
        var outcome = await Library.RunAsync(source, target ?? Target);
        Id = (await RowAsync()).Id;
        return outcome;
    }

    public Task<Source> RowAsync() => Session.Db.Sources.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);

    public Task<Collection> CollectionAsync() =>
        Session.Db.Collections.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);

    public Task<ImportRun> LastRunAsync() => Session.Db.ImportRuns.AsNoTracking().Include(run => run.Issues)
        .OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Id).FirstAsync(TestContext.Current.CancellationToken);

    public Task<JobState?> JobAsync() => Session.Db.Jobs.Where(row => row.SubjectId == Id).Select(row => (JobState?)row.State)
        .SingleOrDefaultAsync(TestContext.Current.CancellationToken);

    public async Task<string?> LastActionAsync() =>
        await Session.Db.AuditEntries.OrderByDescending(row => row.Sequence).Select(row => row.Action).FirstOrDefaultAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Library.DisposeAsync();
        _work.Delete(recursive: true);
    }
}
