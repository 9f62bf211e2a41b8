namespace Collegue.Knowledge.Sources.Site;

/// <summary>A page that was read, before it is decided whether it is a document of its own.</summary>
internal sealed record SitePending(SiteStep Step, SiteValidators Validators, IReadOnlyList<SiteAddress> Links, SourceDocument? Document);

/// <summary>Pages that name another as the true one, until that one was asked for.</summary>
internal sealed class SiteHeldPages
{
    private readonly Dictionary<string, List<(SiteAddress Canonical, SitePending Page)>> held = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>False when the true page was asked for already.</summary>
    public bool Hold(SiteAddress canonical, SitePending page, SiteFrontier frontier)
    {
        if (asked.Contains(canonical.Uri.AbsoluteUri))
            return false;
        frontier.Add(new SiteStep(canonical, page.Step.Depth));
        if (!held.TryGetValue(canonical.Uri.AbsoluteUri, out var pages))
            held[canonical.Uri.AbsoluteUri] = pages = [];
        pages.Add((canonical, page));
        return true;
    }

    /// <summary>Called once an address was asked for: the pages that waited for it.</summary>
    public IReadOnlyList<(SiteAddress Canonical, SitePending Page)> WaitingFor(SiteAddress address)
    {
        asked.Add(address.Uri.AbsoluteUri);
        return held.Remove(address.Uri.AbsoluteUri, out var pages) ? pages : [];
    }

    public IReadOnlyList<(SiteAddress Canonical, SitePending Page)> All()
    {
        var left = held.Values.SelectMany(pages => pages).ToList();
        held.Clear();
        return left;
    }
}
