using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Collegue.Tests.Knowledge.Folder;

/// <summary>Writes small word-processor documents, with the styles a French Word gives.</summary>
internal static class DocxFiles
{
    public static byte[] Of(params OpenXmlElement[] elements) => Write(_ => new Document(new Body(elements)));

    public static byte[] Write(Func<MainDocumentPart, Document> compose)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var part = file.AddMainDocumentPart();
            part.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                Style("Titre1", "heading 1"), Style("Titre2", "heading 2"), Style("Perso", "Chapitre maison", "Titre2"));
            part.Document = compose(part);
        }
        return stream.ToArray();
    }

    public static Paragraph Text(string text) => new(new Run(Preserved(text)));

    public static Paragraph Heading(string style, string text) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(Preserved(text)));

    public static Paragraph Item(string text) =>
        new(new ParagraphProperties(new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = 1 })),
            new Run(Preserved(text)));

    public static TableRow Row(bool isHeader, params string[] cells)
    {
        var row = new TableRow(cells.Select(cell => new TableCell(Text(cell))));
        if (isHeader)
            row.PrependChild(new TableRowProperties(new TableHeader()));
        return row;
    }

    private static Text Preserved(string text) => new(text) { Space = SpaceProcessingModeValues.Preserve };

    private static Style Style(string id, string name, string? basedOn = null)
    {
        var style = new Style(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id };
        if (basedOn is not null)
            style.AppendChild(new BasedOn { Val = basedOn });
        return style;
    }
}
