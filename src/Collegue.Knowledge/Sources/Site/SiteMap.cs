using System.IO.Compression;
using System.Xml;
using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>The addresses a sitemap lists: pages, or other sitemaps when it is an index. Packed or not.</summary>
internal sealed record SiteMap(IReadOnlyList<string> Pages, IReadOnlyList<string> Maps)
{
    private const int MostExpanded = 50 * 1024 * 1024;
    private const int MostAddresses = 50_000;

    /// <summary>What could be read before any damage; null when it is no sitemap at all.</summary>
    public static SiteMap? Read(byte[] content)
    {
        var (pages, maps) = (new List<string>(), new List<string>());
        try
        {
            using var plain = Open(content);
            using var xml = BoundedXml.Open(plain);
            xml.MoveToContent();
            var (isIndex, space) = (xml.LocalName == "sitemapindex", xml.NamespaceURI);
            if (!isIndex && xml.LocalName != "urlset")
                return null;
            while (pages.Count + maps.Count < MostAddresses && xml.ReadToFollowing("loc", space))
                (isIndex ? maps : pages).Add(xml.ReadElementContentAsString().Trim());
        }
        catch (Exception problem) when (problem is XmlException or InvalidDataException or OverLimitException or IOException)
        {
            if (pages.Count + maps.Count == 0)
                return null;
        }
        return new SiteMap(pages, maps);
    }

    private static MemoryStream Open(byte[] content)
    {
        var stream = new MemoryStream(content, writable: false);
        if (content is not [0x1F, 0x8B, ..])
            return stream;
        using var packed = new GZipStream(stream, CompressionMode.Decompress);
        var plain = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = packed.Read(buffer)) > 0 && plain.Length < MostExpanded;)
            plain.Write(buffer, 0, read);
        plain.Position = 0;
        return plain;
    }
}
