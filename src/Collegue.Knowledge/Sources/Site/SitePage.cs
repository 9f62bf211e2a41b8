using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Collegue.Knowledge.Reading;
using Collegue.Knowledge.Sources.Folder;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>What a page says of itself to machines, where it leads, and its text without what surrounds it.</summary>
internal sealed record SitePage(
    FileReading Text, SiteAddress? Canonical, bool IsIndexed, IReadOnlyList<SiteAddress> Links, string? Description, DateOnly? Updated)
{
    private const int MostLinks = 5_000;

    public static SitePage Read(string html, Uri address, string robotsHeader)
    {
        var page = HtmlReader.Parse(html);
        var from = Uri.TryCreate(address, page.QuerySelector("base[href]")?.GetAttribute("href"), out var moved) ? moved : address;
        var orders = Orders(page, robotsHeader);
        var links = orders.Contains("nofollow") ? [] : Leading(page, from);
        var canonical = page.QuerySelectorAll("link[rel][href]").FirstOrDefault(link => Has(link, "canonical"))?.GetAttribute("href");
        return new SitePage(
            HtmlReader.Read(page), SiteAddress.Of(from, canonical), !orders.Contains("noindex"), links,
            Meta(page, "description") ?? Meta(page, "og:description"),
            DocumentDates.Parse(Meta(page, "article:modified_time") ?? Meta(page, "dcterms.modified") ?? Meta(page, "og:updated_time")));
    }

    /// <summary>From the header and the head of the page, for everybody or for us by name.</summary>
    private static HashSet<string> Orders(IHtmlDocument page, string header)
    {
        var orders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in $"{header},{Meta(page, "robots")},{Meta(page, RobotsFile.Agent)}".ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries))
        {
            // The header may name a robot first: "collegue: noindex".
            var parts = order.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 1 || parts[0] == RobotsFile.Agent)
                orders.UnionWith(parts[^1] == "none" ? ["noindex", "nofollow"] : [parts[^1]]);
        }
        return orders;
    }

    private static List<SiteAddress> Leading(IHtmlDocument page, Uri from) =>
        page.QuerySelectorAll("a[href], area[href], link[rel=next][href]")
            .Where(link => !Has(link, "nofollow") && !Has(link, "ugc") && !Has(link, "sponsored"))
            .Select(link => SiteAddress.Of(from, link.GetAttribute("href"))).OfType<SiteAddress>()
            .DistinctBy(link => link.Uri.AbsoluteUri).Take(MostLinks).ToList();

    private static bool Has(IElement link, string relation) =>
        (link.GetAttribute("rel") ?? "").Split(' ').Contains(relation, StringComparer.OrdinalIgnoreCase);

    private static string? Meta(IHtmlDocument page, string name) =>
        page.QuerySelectorAll("meta[content]").FirstOrDefault(meta =>
            string.Equals(meta.GetAttribute("name") ?? meta.GetAttribute("property"), name, StringComparison.OrdinalIgnoreCase))
        is { } found && Spacing.Line(found.GetAttribute("content")) is { Length: > 0 } text ? text : null;
}
