using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Collegue.Knowledge.Reading;

/// <summary>A word-processor document: heading styles, lists, tables, text boxes and notes, without deleted revisions.</summary>
internal static class DocxReader
{
    public static FileReading Read(byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        using var file = WordprocessingDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = ReadingBounds.XmlCharacters });
        if (file.MainDocumentPart is { } deep && IsTooDeep(deep))
            return new FileReading.Refused(ReadingTexts.TooDeep);
        if (file.MainDocumentPart is not { } part || part.Document?.Body is not { } body)
            return new FileReading.Refused(ReadingTexts.Damaged(FileFormat.Docx));
        var blocks = new DocxBlocks(part).Read(body);
        var title = blocks.OfType<Block.Heading>().FirstOrDefault(heading => heading.Level <= 1)?.Title
            ?? Spacing.Line(file.PackageProperties.Title);
        return new FileReading.Text(blocks, title.Length == 0 ? null : title);
    }

    private static bool IsTooDeep(MainDocumentPart part)
    {
        foreach (var xmlPart in new OpenXmlPart?[] { part, part.StyleDefinitionsPart, part.FootnotesPart })
        {
            if (xmlPart is null)
                continue;
            using var stream = xmlPart.GetStream(FileMode.Open, FileAccess.Read);
            if (BoundedXml.IsTooDeep(stream))
                return true;
        }
        return false;
    }
}
