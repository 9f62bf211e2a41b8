using Collegue.Bench.Peers;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

/// <summary>
/// Our own search on a copy of an instance's database: its index is built anew, to be timed. The passages indexed are those of the
/// documents that the other engines get as one text each.
/// </summary>
internal sealed class OurPeer(SearchMode mode, string dataDirectory, string? organisation) : IPeer
{
    private readonly InstanceCopy copy = new();
    private IHost? host;
    private OrganisationView? owner;
    private Search? search;
    private DateOnly today;

    public string Name => $"Collègue {mode.ToString().ToLowerInvariant()}";

    public string French => "stems after accents are folded, word lists, spelling; passages";

    public async Task<int> IndexAsync(IAsyncEnumerable<PeerDocument> documents, CancellationToken cancellation)
    {
        var count = await documents.CountAsync(cancellation);
        await copy.FillAsync(dataDirectory, withIndex: false, cancellation);
        host = await Instance.OpenAsync(copy.Folder, cancellation);
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
        copy.Dispose();
        return ValueTask.CompletedTask;
    }
}
