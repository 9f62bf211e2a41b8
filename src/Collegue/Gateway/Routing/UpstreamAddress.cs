namespace Collegue.Gateway.Routing;

/// <summary>Which addresses of servers may be called at all.</summary>
internal static class UpstreamAddress
{
    /// <summary>Absolute, of <c>http</c> or <c>https</c>, without user, query or fragment.</summary>
    public static bool IsUsable(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.Host.Length > 0;
}
