using System.Runtime.CompilerServices;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>
/// A website from its start page. A page leaves the source only when the server itself says that it is gone; one that could
/// not be asked for is named and what was known of it stays. A site that does not answer is a failure of the whole.
/// </summary>
internal sealed class SiteSource(
    SiteAddress start, SiteScope scope, SiteMemory memory, SiteReader reader, SiteOptions options, TimeProvider clock) : ISource
{
    public string Name => start.Uri.AbsoluteUri;

    public string? Notice => null;

    public int Expected => memory.Count;

    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var connections = SiteConnections.Open(scope.MayBePrivate);
        var http = new SiteHttp(connections, options, clock);
        var crawl = new SiteCrawl(start, scope, memory, http, reader, options, clock);
        await foreach (var item in crawl.ReadAsync(cancellation).ConfigureAwait(false))
            yield return item;
    }
}
