namespace Collegue.Knowledge.Sources.Site;

/// <summary>An address to ask for.</summary>
/// <param name="Hops">Redirections that led to it.</param>
internal sealed record SiteStep(SiteAddress Address, int Depth, int Hops = 0);

/// <summary>What is still to be asked for, nearest to the start page first; each address once.</summary>
internal sealed class SiteFrontier(SiteScope scope, int maxDepth)
{
    private static readonly HashSet<string> NotPages = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif", ".ico", ".bmp", ".tif", ".tiff", ".css", ".js", ".mjs", ".json", ".xml", ".rss", ".atom",
        ".zip", ".gz", ".rar", ".7z", ".mp3", ".mp4", ".avi", ".mov", ".webm", ".ogg", ".wav", ".woff", ".woff2", ".ttf", ".eot", ".ics", ".vcf", ".kml",
        ".exe", ".dmg", ".apk", ".iso", ".doc", ".xls", ".ppt", ".pptx", ".odp", ".ods", ".dwg", ".psd", ".swf",
    };

    private readonly Queue<SiteStep> waiting = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private readonly SiteTraps traps = new();

    /// <summary>Addresses deeper than what is followed.</summary>
    public int TooDeep { get; private set; }

    public int Waiting => waiting.Count;

    public IEnumerable<(string Shape, int Left)> Endless => traps.Endless;

    public bool TryNext(out SiteStep step) => waiting.TryDequeue(out step!);

    public bool Saw(SiteAddress address) => seen.Contains(address.Uri.AbsoluteUri);

    /// <summary>Addresses the site lists itself, a redirection gives, or that were known: no trap among them.</summary>
    public void Add(SiteStep step)
    {
        if (scope.Holds(step.Address.Uri) && IsPage(step.Address.Uri) && seen.Add(step.Address.Uri.AbsoluteUri))
            waiting.Enqueue(step);
    }

    public void Follow(IEnumerable<SiteAddress> links, int depth)
    {
        foreach (var link in links.Where(link => scope.Holds(link.Uri) && IsPage(link.Uri) && !Saw(link) && !refused.Contains(link.Uri.AbsoluteUri)))
        {
            if (depth > maxDepth || !traps.Allows(link.Uri))
            {
                TooDeep += depth > maxDepth ? 1 : 0;
                refused.Add(link.Uri.AbsoluteUri);
            }
            else
            {
                Add(new SiteStep(link, depth));
            }
        }
    }

    private static bool IsPage(Uri uri) => !NotPages.Contains(Path.GetExtension(uri.AbsolutePath));
}
