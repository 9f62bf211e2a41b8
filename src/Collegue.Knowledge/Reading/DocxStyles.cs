using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Collegue.Knowledge.Reading;

/// <summary>What the styles of a document say of a paragraph: heading level, list item, table of contents.</summary>
internal sealed class DocxStyles
{
    private const int LongestChain = 20;
    private readonly Dictionary<string, Style> styles = new(StringComparer.Ordinal);

    public DocxStyles(MainDocumentPart part)
    {
        foreach (var style in part.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id)
                styles.TryAdd(id, style);
        }
    }

    /// <summary>0 for the title of the document, 1 and more for headings, null for text.</summary>
    public int? HeadingLevel(Paragraph paragraph)
    {
        if (Outline(paragraph.ParagraphProperties?.OutlineLevel) is { } own)
            return own;
        foreach (var style in Chain(paragraph))
        {
            var name = style.StyleName?.Val?.Value ?? "";
            if (name.Equals("Title", StringComparison.OrdinalIgnoreCase) || name.Equals("Titre", StringComparison.OrdinalIgnoreCase))
                return 0;
            if (Outline(style.StyleParagraphProperties?.OutlineLevel) is { } level)
                return level;
            if (name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(name.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return Math.Max(1, number);
        }
        return null;
    }

    public bool IsListItem(Paragraph paragraph)
    {
        if (paragraph.ParagraphProperties?.NumberingProperties?.NumberingId?.Val?.Value is { } own)
            return own != 0;
        return Chain(paragraph).Any(style => style.StyleParagraphProperties?.NumberingProperties?.NumberingId?.Val?.Value is > 0);
    }

    public bool IsContentsLine(Paragraph paragraph) => Chain(paragraph).Any(style =>
        style.StyleName?.Val?.Value is { } name
        && (name.StartsWith("toc ", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Contents ", StringComparison.OrdinalIgnoreCase)));

    private static int? Outline(OutlineLevel? outline) =>
        outline?.Val?.Value is { } level && level is >= 0 and < 9 ? level + 1 : null;

    private IEnumerable<Style> Chain(Paragraph paragraph)
    {
        var id = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        for (var step = 0; step < LongestChain && id is not null && styles.TryGetValue(id, out var style); step++)
        {
            yield return style;
            id = style.BasedOn?.Val?.Value;
        }
    }
}
