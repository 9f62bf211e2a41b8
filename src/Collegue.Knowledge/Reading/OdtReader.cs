using System.IO.Compression;

namespace Collegue.Knowledge.Reading;

/// <summary>A LibreOffice text: headings, lists, tables, frames and notes, without deleted revisions and comments.</summary>
internal static class OdtReader
{
    public static FileReading Read(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content, writable: false));
        if (zip.GetEntry("content.xml") is not { } body)
            return new FileReading.Refused(ReadingTexts.Damaged(FileFormat.Odt));
        using var stream = body.Open();
        using var xml = BoundedXml.Open(stream);
        var blocks = new OdtBlocks(xml).Read();
        var title = blocks.OfType<Block.Heading>().FirstOrDefault(heading => heading.Level <= 1)?.Title ?? TitleOf(zip);
        return new FileReading.Text(blocks, title.Length == 0 ? null : title);
    }

    private static string TitleOf(ZipArchive zip)
    {
        if (zip.GetEntry("meta.xml") is not { } meta)
            return "";
        using var stream = meta.Open();
        using var xml = BoundedXml.Open(stream);
        return xml.ReadToFollowing("title", "http://purl.org/dc/elements/1.1/") ? Spacing.Line(xml.ReadElementContentAsString()) : "";
    }
}
