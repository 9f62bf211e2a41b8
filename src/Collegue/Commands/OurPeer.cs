using Collegue.Bench.Peers;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Collegue.Storage.Organisations;
using Microsoft.Data.Sqlite;

namespace Collegue.Commands;

/// <summary>
/// Our own search on a copy of an instance's database: its index is built anew, to be timed. The passages indexed are those of the
/// documents that the other engines get as one text each.
/// </summary>
internal sealed class OurPeer(SearchMode mode, string dataDirectory, string? organisation) : IPeer
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("collegue-peer-");
    private IHost? host;
    private OrganisationView? owner;
    private Search? search;
    private DateOnly today;

    public string Name => $"Collègue {mode.ToString().ToLowerInvariant()}";

    public string French => "stems after accents are folded, word lists, spelling; passages";

    public async Task<int> IndexAsync(IAsyncEnumerable<PeerDocument> documents, CancellationToken cancellation)
    {
        var count = await documents.CountAsync(cancellation);
        await CopyAsync(cancellation);
        host = await Instance.OpenAsync(folder.FullName, cancellation);
        owner = await host.Services.OrganisationAsync(organisation, cancellation);
        search = host.Services.GetRequiredService<Search>();
        today = host.Services.GetRequiredService<TimeProvider>().Today();
        await host.Services.GetRequiredService<KnowledgeIndex>().RefreshAsync(cancellation);
        return count;
    }

    public async Task<IReadOnlyList<string>> SearchAsync(string query, int top, CancellationToken cancellation) =>
        [.. (await search!.FindAsync(new SearchQuery(query, owner!.Id, owner.Ancestors, today, top, Mode: mode), cancellation)).Select(hit => hit.Document)];

    public ValueTask DisposeAsync()
    {
        host?.Dispose();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task CopyAsync(CancellationToken cancellation)
    {
        var file = Path.Combine(dataDirectory, "collegue.db");
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"{dataDirectory} holds no collegue.db: import sheets there first.");
        }

        await using var database = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync(cancellation);
        await using var copy = database.CreateCommand();
        copy.CommandText = "VACUUM INTO $copy";
        copy.Parameters.AddWithValue("$copy", Path.Combine(folder.FullName, "collegue.db"));
        await copy.ExecuteNonQueryAsync(cancellation);
    }
}
