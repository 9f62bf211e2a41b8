using System.Net;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>What belongs to the site: the host of its start page, on that port or on the usual ones of http and https.</summary>
/// <param name="privateNames">Whether a name may lead to the private network.</param>
internal sealed class SiteScope(Uri start, bool privateNames)
{
    /// <summary>Only an administrator who typed a private address, or said so, may have it read.</summary>
    public bool MayBePrivate { get; } = privateNames || start.IsLoopback
        || (IPAddress.TryParse(start.DnsSafeHost, out var address) && !PublicAddress.Is(address));

    public bool Holds(Uri uri) =>
        string.Equals(uri.IdnHost, start.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (uri.Port == start.Port || (uri.IsDefaultPort && start.IsDefaultPort));
}
