namespace Collegue.Knowledge.Sources.Site;

/// <summary>Asks for the sitemaps robots.txt names, or for the usual one, and for those they name in turn.</summary>
internal sealed class SiteMaps(SiteHttp http, SiteScope scope, Uri start)
{
    private const int MostMaps = 50;

    /// <param name="most">No more addresses than this.</param>
    public async Task<IReadOnlyList<SiteAddress>> ReadAsync(IReadOnlyList<string> named, int most, CancellationToken cancellation)
    {
        var waiting = new Queue<string>(named.Count > 0 ? named : ["/sitemap.xml"]);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var pages = new List<SiteAddress>();
        while (waiting.TryDequeue(out var map) && asked.Count < MostMaps && pages.Count < most)
        {
            if (SiteAddress.Of(start, map) is not { } address || !scope.Holds(address.Uri) || !asked.Add(address.Key))
                continue;
            if (await http.GetAsync(address.Uri, SiteValidators.None, cancellation).ConfigureAwait(false) is not SiteAnswer.Content content
                || SiteMap.Read(content.Body) is not { } read)
                continue;
            foreach (var inner in read.Maps)
                waiting.Enqueue(inner);
            pages.AddRange(read.Pages.Select(page => SiteAddress.Of(start, page)).OfType<SiteAddress>()
                .Where(page => scope.Holds(page.Uri)).Take(most - pages.Count));
        }
        return pages;
    }
}
