namespace Collegue.Pages.Desk;

/// <summary>Addresses found in documents are data: only web addresses become links.</summary>
internal static class SourceLinks
{
    public static bool IsWeb(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
