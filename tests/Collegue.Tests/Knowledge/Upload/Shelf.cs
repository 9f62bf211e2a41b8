using System.Text;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources.Upload;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Knowledge.Upload;

/// <summary>A collection of an organisation of its own, to which a test gives files.</summary>
internal sealed class Shelf : IAsyncDisposable
{
    private Shelf(Library library, Organisation organisation, Collection collection, StorageSession session, int largestMegabytes) =>
        (Library, Organisation, Collection, Session, Uploads) =
        (library, organisation, collection, session, library.Uploads(session, largestMegabytes));

    public Library Library { get; }
    public Organisation Organisation { get; }
    public Collection Collection { get; }
    public StorageSession Session { get; }
    public Uploads Uploads { get; }

    public static async Task<Shelf> OpenAsync(StorageFixture storage, Engine engine, int largestMegabytes = 25)
    {
        var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        var collection = await library.Database.AddCollectionAsync(organisation);
        return new Shelf(library, organisation, collection, await library.Database.OpenAsync(organisation), largestMegabytes);
    }

    public Task<UploadOutcome> GiveAsync(string name, string text, string? metadata = null) =>
        Uploads.AddAsync(Collection.Id, name, Encoding.UTF8.GetBytes(text), metadata, null, TestContext.Current.CancellationToken);

    public Task<UploadOutcome> GiveAsync(string name, byte[] content) =>
        Uploads.AddAsync(Collection.Id, name, content, null, null, TestContext.Current.CancellationToken);

    public async Task<ImportSummary> ReadAsync() =>
        Assert.IsType<ImportOutcome.Finished>(await Uploads.ReadAsync(Collection.Id, TestContext.Current.CancellationToken)).Summary;

    public async Task<IReadOnlyList<Document>> DocumentsAsync() =>
        await Session.Db.Documents.AsNoTracking().Include(row => row.Passages).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>Leaves the files without their bytes, so that fetching one is seen.</summary>
    public Task ForgetBytesAsync() => Session.Db.UploadedContents.ExecuteDeleteAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Library.DisposeAsync();
    }
}
