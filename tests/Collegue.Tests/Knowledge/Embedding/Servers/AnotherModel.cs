using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Collegue.Storage.Organisations;
using Collegue.Tests.Knowledge.Searching;
using Collegue.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding.Servers;

/// <summary>
/// Another model beside ours. "zorglub" means "piscine" to it and nothing to ours: a search for it says whose vectors serve.
/// </summary>
public abstract class AnotherModel : IAsyncLifetime
{
    private protected TestDatabase Database { get; } = TestDatabase.OnSqlite();
    private protected DirectoryInfo Index { get; } = Directory.CreateTempSubdirectory("collegue-index-");
    private protected EmbeddingServer Server { get; private set; } = null!;
    private protected Organisation Here { get; private set; } = null!;

    private protected static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Server = await EmbeddingServer.StartAsync();
        await using (await SearchShelf.OpenAsync(Database))
        {
            Here = await Database.AddOrganisationAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Database.DisposeAsync();
        Index.Delete(recursive: true);
    }

    private protected Library Open(EmbeddingsOptions options) => new(Database, Index.FullName, adapt: services => services.AddSingleton(Options.Create(options)));

    private protected async Task ImportAsync(Library library, params IReadOnlyList<Collegue.Knowledge.Sources.SourceDocument> others)
    {
        await library.ImportAsync(
            ShelfSource.Of([
                ShelfSource.Page("piscine", "Tarifs de la piscine", "L'entrée coûte trois euros.\n"),
                ShelfSource.Page("passeport", "Passeport perdu", "La perte d'un passeport se déclare en mairie.\n"),
                ShelfSource.Page("permis", "Permis de construire", "Le permis de construire est demandé pour une maison.\n"),
                ShelfSource.Page("cantine", "Inscription à la cantine", "Les enfants sont inscrits en juin.\n"),
                .. others]),
            Library.Target(Here));
        await library.Index.RefreshAsync(Now);
    }

    private protected async Task<string[]> FindAsync(Library library) => [.. (await library.FindAsync(Here, "zorglub")).Select(hit => hit.Document)];
}
