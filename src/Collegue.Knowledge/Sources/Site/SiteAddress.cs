namespace Collegue.Knowledge.Sources.Site;

/// <summary>The address of a page in one spelling, and the key of its document: host, path and query.</summary>
internal sealed record SiteAddress(Uri Uri, string Key)
{
    private const int Longest = 1_000;
    private const int LongestKey = 400;

    private static readonly HashSet<string> Tracking = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "phpsessid", "jsessionid", "sid", "sessionid",
    };

    /// <summary>Null when it is no page one may ask for: another scheme, a password in it, too long.</summary>
    public static SiteAddress? Of(Uri uri)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Host.Length == 0 || uri.AbsoluteUri.Length > Longest)
            return null;
        var builder = new UriBuilder(uri) { Fragment = "", Query = Query(uri.Query), Host = uri.IdnHost, Path = Path(uri.AbsolutePath) };
        var clean = builder.Uri;
        var key = clean.Authority + Uri.UnescapeDataString(clean.AbsolutePath).TrimEnd('/') + Uri.UnescapeDataString(clean.Query);
        return key.Length > LongestKey || key.Any(char.IsControl) ? null : new SiteAddress(clean, key);
    }

    /// <summary>Where a link of a page leads; null as above.</summary>
    public static SiteAddress? Of(Uri page, string? link)
    {
        var target = link?.Trim();
        return target is { Length: > 0 and <= Longest } && target[0] != '#' && Uri.TryCreate(page, target, out var uri) ? Of(uri) : null;
    }

    /// <summary>Sessions and campaigns do not make another page.</summary>
    private static string Query(string query) =>
        string.Join('&', query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !IsTracking(pair.Split('=')[0])));

    private static string Path(string path)
    {
        var session = path.IndexOf(";jsessionid=", StringComparison.OrdinalIgnoreCase);
        return session < 0 ? path : path[..session];
    }

    private static bool IsTracking(string name) => Tracking.Contains(name) || name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase);
}
