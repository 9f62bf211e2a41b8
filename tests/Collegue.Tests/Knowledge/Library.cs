using Collegue.Knowledge;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.Upload;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Collegue.Tests.Knowledge;

/// <summary>Import and search over one test database, with an index folder of its own.</summary>
internal sealed class Library : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("collegue-library-");
    private readonly ServiceProvider _services;

    public Library(TestDatabase database, string? indexFolder = null)
    {
        Database = database;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(database.Clock);
        services.AddScoped(_ => database.OpenWithoutScope());
        services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Scope);
        services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Db);
        services.AddScoped(provider => provider.GetRequiredService<StorageSession>().Trail);
        IndexFolder = indexFolder ?? Path.Combine(_folder.FullName, "index");
        services.AddSingleton(new IndexLocation(IndexFolder));
        services.AddKnowledge(_folder.FullName);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static DateOnly Today { get; } = new(2026, 11, 24);
    public TestDatabase Database { get; }
    public string IndexFolder { get; }
    public KnowledgeIndex Index => _services.GetRequiredService<KnowledgeIndex>();
    public Search Search => _services.GetRequiredService<Search>();

    public static ImportTarget Target(Organisation organisation, string slug = "pages", bool shared = false, bool national = false) =>
        new(organisation.Id, organisation.ParentId is { } parent ? [parent] : [], slug, $"Titre de {slug}", shared, national);

    /// <summary>As the host makes it for one request or job.</summary>
    public Uploads Uploads(StorageSession session, int largestMegabytes = 25) => new(session.Db, session.Scope, session.Trail,
        _services.GetRequiredService<Importer>(), Database.Clock, new UploadOptions { MaxFileMegabytes = largestMegabytes });

    public Task<ImportOutcome> RunAsync(ISource source, ImportTarget target, CancellationToken? cancellation = null) =>
        _services.GetRequiredService<Importer>().RunAsync(source, target, null, cancellation ?? TestContext.Current.CancellationToken);

    public async Task<ImportSummary> ImportAsync(ShelfSource source, ImportTarget target) =>
        Assert.IsType<ImportOutcome.Finished>(await RunAsync(source, target)).Summary;

    /// <summary>Searches what the database holds at this very moment.</summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(
        Organisation organisation, string text, DateOnly? today = null, string? collection = null, int top = 10)
    {
        await Index.RefreshAsync(TestContext.Current.CancellationToken);
        return await Search.FindAsync(Query(organisation, text, today, collection, top), TestContext.Current.CancellationToken);
    }

    public async Task<string[]> KeysAsync(Organisation organisation, string text, DateOnly? today = null) =>
        [.. (await FindAsync(organisation, text, today)).Select(hit => hit.Document)];

    public static SearchQuery Query(
        Organisation organisation, string text, DateOnly? today = null, string? collection = null, int top = 10) =>
        new(text, organisation.Id, organisation.ParentId is { } parent ? [parent] : [], today ?? Today, top, collection);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
