using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Collegue.Knowledge.Reading;

/// <summary>The body of a document in reading order.</summary>
internal sealed class DocxBlocks(MainDocumentPart part)
{
    private readonly DocxStyles styles = new(part);
    private readonly DocxRuns runs = new(part);

    public IReadOnlyList<Block> Read(Body body) => [.. Blocks(body), .. Notes()];

    private IEnumerable<Block> Blocks(OpenXmlElement container) => container.ChildElements.SelectMany(element => element switch
    {
        Paragraph paragraph => Paragraph(paragraph),
        Table table => DocxTable.Read(table, Words),
        SdtBlock control when IsContents(control) => [],
        SdtBlock control => control.SdtContentBlock is { } content ? Blocks(content) : [],
        CustomXmlBlock custom => Blocks(custom),
        InsertedRun or MoveToRun => Blocks(element),
        _ => [],
    });

    private IEnumerable<Block> Paragraph(Paragraph paragraph)
    {
        var text = Spacing.Lines(runs.Text(paragraph));
        if (text.Length > 0 && !styles.IsContentsLine(paragraph))
            yield return Block(paragraph, text);
        foreach (var box in DocxRuns.TextBoxes(paragraph))
        {
            foreach (var block in Blocks(box))
                yield return block;
        }
    }

    private Block Block(Paragraph paragraph, string text)
    {
        if (styles.HeadingLevel(paragraph) is { } level)
            return new Block.Heading(level, Spacing.Line(text));
        if (styles.IsListItem(paragraph))
            return new Block.Paragraph("- " + text);
        return new Block.Paragraph(ListMarks.Item(text) is { } typed ? "- " + typed : text);
    }

    private string Words(OpenXmlElement cell) =>
        Spacing.Lines(string.Join('\n', cell.Descendants<Paragraph>().Select(runs.Text)));

    private IEnumerable<Block> Notes()
    {
        foreach (var note in part.FootnotesPart?.Footnotes?.Elements<Footnote>() ?? [])
        {
            if (note.Type is null && Words(note) is { Length: > 0 } text)
                yield return new Block.Paragraph(text);
        }
    }

    private static bool IsContents(SdtBlock control) =>
        control.SdtProperties?.Descendants<DocPartGallery>().Any(gallery => gallery.Val?.Value == "Table of Contents") == true;
}
