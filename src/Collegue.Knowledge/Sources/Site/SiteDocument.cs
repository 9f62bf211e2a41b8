using Collegue.Knowledge.Reading;
using Collegue.Knowledge.Splitting;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>Makes a document of what was read at an address.</summary>
internal static class SiteDocument
{
    /// <summary>Null when nothing is to be found on it: a page of links, a frame around pictures.</summary>
    public static SourceDocument? Of(SiteAddress address, FileReading.Text text, string? description, DateOnly? updated)
    {
        var segments = Uri.UnescapeDataString(address.Uri.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var title = text.Title ?? (segments.Length > 0 && Words(segments[^1]) is { Length: > 0 } words ? words : address.Uri.Host);
        var passages = SectionSplitter.Split(text.Blocks, title);
        return passages.Count == 0 ? null : new SourceDocument(
            address.Key, title, address.Uri.AbsoluteUri, segments.SkipLast(1).Select(Words).Where(word => word.Length > 0).ToList(),
            null, null, description, updated ?? text.Updated, null, null, passages);
    }

    private static string Words(string segment) =>
        Spacing.Line(Path.GetFileNameWithoutExtension(segment).Replace('-', ' ').Replace('_', ' '));
}
