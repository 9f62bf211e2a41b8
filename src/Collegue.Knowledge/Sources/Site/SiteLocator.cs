using System.Security.Cryptography;
using System.Text;
using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>Opens websites given by the address of their start page.</summary>
/// <param name="workFolder">Keeps, for each site, what its pages were at the last reading.</param>
public sealed class SiteLocator(string workFolder, SiteOptions options, TimeProvider clock)
{
    private readonly SiteReader reader = new(new BoundedReading(Ocr.Installed));

    /// <summary>Reads nothing yet.</summary>
    public SiteOpening Open(string start)
    {
        var text = start.Trim();
        if (!text.Contains("://", StringComparison.Ordinal))
            text = "https://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var given) || SiteAddress.Of(given) is not { } address)
            return new SiteOpening.Refused(SiteTexts.NotAnAddress(start));
        var scope = new SiteScope(address.Uri, options.PrivateNames);
        var memory = new SiteMemory(Path.Combine(workFolder, "site", Name(address.Key)));
        var slug = string.Concat(address.Uri.IdnHost.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return new SiteOpening.Opened(
            new SiteSource(address, scope, memory, reader, options, clock), slug[..Math.Min(slug.Length, 64)].TrimEnd('-'), address.Uri.Host,
            new SiteScope(address.Uri, privateNames: false).MayBePrivate);
    }

    private static string Name(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];
}
