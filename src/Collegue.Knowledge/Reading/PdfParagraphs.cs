using System.Globalization;
using System.Text;

namespace Collegue.Knowledge.Reading;

/// <summary>Joins printed lines into the headings, paragraphs and items they were before being set on pages.</summary>
internal sealed class PdfParagraphs
{
    private readonly PdfHeadings headings;
    private readonly double pitch;
    private readonly Hyphenation hyphenation;
    private readonly List<Block> blocks = [];
    private readonly StringBuilder text = new();
    private int? level;
    private PdfLine? before;

    private PdfParagraphs(IReadOnlyList<PdfLine> lines)
    {
        headings = new PdfHeadings(lines);
        hyphenation = new Hyphenation(lines.Select(line => line.Text));
        pitch = Pitch(lines);
    }

    public static IReadOnlyList<Block> Read(IReadOnlyList<IReadOnlyList<PdfLine>> pages)
    {
        var lines = pages.SelectMany(page => page).ToList();
        var paragraphs = new PdfParagraphs(lines);
        var numbered = !paragraphs.headings.Any && pages.Count(page => page.Count > 0) > 1;
        foreach (var page in pages)
            paragraphs.Add(page, numbered);
        paragraphs.Flush();
        return paragraphs.blocks;
    }

    private void Add(IReadOnlyList<PdfLine> page, bool numbered)
    {
        for (var at = 0; at < page.Count; at++)
        {
            var line = page[at];
            var lineLevel = headings.Level(line);
            if (before is null || lineLevel != level || !Continues(before, line))
            {
                Flush();
                level = lineLevel;
            }
            if (at == 0 && numbered && text.Length == 0)
                blocks.Add(new Block.Heading(1, string.Create(CultureInfo.InvariantCulture, $"Page {line.Page}")));
            hyphenation.Append(text, line.Text);
            before = line;
        }
    }

    private bool Continues(PdfLine above, PdfLine line)
    {
        if (above.IsRow || line.IsRow || ListMarks.Item(line.Text) is not null || Math.Abs(above.Size - line.Size) > 0.6)
            return false;
        var runsOn = !EndsSentence(above.Text) && char.IsLower(line.Text[0]);
        if (line.Page != above.Page)
            return runsOn;
        var gap = above.Baseline - line.Baseline;
        // The top of the next column stands above the end of this one.
        if (gap <= 0)
            return runsOn;
        if (gap > pitch * 1.3 && gap > line.Size * 1.45)
            return false;
        return level is not null || !above.HasRoomFor(line) || runsOn;
    }

    /// <summary>The usual distance between two lines of one paragraph.</summary>
    private static double Pitch(IReadOnlyList<PdfLine> lines)
    {
        var gaps = lines.Zip(lines.Skip(1))
            .Where(pair => pair.First.Page == pair.Second.Page && !pair.First.IsRow && !pair.First.HasRoomFor(pair.Second))
            .Select(pair => Math.Round((pair.First.Baseline - pair.Second.Baseline) * 2) / 2)
            .Where(gap => gap > 0)
            .ToList();
        return gaps.Count == 0 ? 0 : gaps.GroupBy(gap => gap).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
    }

    private void Flush()
    {
        var content = Spacing.Line(text.ToString());
        text.Clear();
        if (content.Length == 0)
            return;
        if (level is { } found)
            blocks.Add(new Block.Heading(found, content));
        else if (ListMarks.Item(content) is { } item)
            blocks.Add(new Block.Paragraph("- " + item));
        else
            blocks.Add(new Block.Paragraph(before?.IsRow == true ? "- " + content : content));
    }

    private static bool EndsSentence(string line) => line[^1] is '.' or '!' or '?' or ':' or ';' or '…' or '»';
}
