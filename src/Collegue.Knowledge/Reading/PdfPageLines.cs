using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;
using UglyToad.PdfPig.Util;

namespace Collegue.Knowledge.Reading;

/// <summary>The lines of a page in reading order, columns one after the other.</summary>
internal static class PdfPageLines
{
    /// <summary>A blank wider than this, in letter heights, separates two cells.</summary>
    private const double CellGap = 2.0;

    /// <summary>
    /// A page set in the smallest print has some 20,000 letters. On a damaged one with many more, perhaps all in one place, looking for the
    /// nearest neighbour of each takes time that grows with their square; the simpler way reads rows only.
    /// </summary>
    private const int MostLettersByNeighbour = 30_000;

    public static IReadOnlyList<PdfLine> Read(Page page)
    {
        IWordExtractor extractor = page.Letters.Count <= MostLettersByNeighbour ? NearestNeighbourWordExtractor.Instance : DefaultWordExtractor.Instance;
        var words = extractor.GetWords(page.Letters)
            .Where(word => word.TextOrientation is TextOrientation.Horizontal or TextOrientation.Other && Spacing.Line(word.Text).Length > 0)
            .Select(PdfWord.Of)
            .ToList();
        var rows = Rows(words);
        var lines = new List<PdfLine>();
        foreach (var region in PdfColumns.Regions(rows))
        {
            var margin = region.SelectMany(row => row).Max(word => word.Right);
            lines.AddRange(region.Select(row => Line(page, row, margin)));
        }
        return lines;
    }

    /// <summary>Words standing at the same height, allowing for raised letters as in "1er".</summary>
    private static List<List<PdfWord>> Rows(List<PdfWord> words)
    {
        var rows = new List<List<PdfWord>>();
        foreach (var word in words.OrderByDescending(word => word.Baseline).ThenBy(word => word.Left))
        {
            var row = rows.Count == 0 ? null : rows[^1];
            if (row is not null && row.Exists(other => other.SharesLineWith(word)))
                row.Add(word);
            else
                rows.Add([word]);
        }
        foreach (var row in rows)
            row.Sort((one, other) => one.Left.CompareTo(other.Left));
        return PdfCells.Centred(rows);
    }

    private static PdfLine Line(Page page, List<PdfWord> row, double margin)
    {
        var size = row.MaxBy(word => word.Text.Length)!.Size;
        var cells = new List<StringBuilder>();
        PdfWord? before = null;
        foreach (var word in row)
        {
            var gap = before is null ? 0 : word.Left - before.Right;
            if (before is null || (gap > CellGap * size && !BeginsListItem(cells[^1])))
                cells.Add(new StringBuilder(word.Text));
            else
                cells[^1].Append(gap < size * 0.08 ? "" : " ").Append(word.Text);
            before = word;
        }
        return new PdfLine(
            page.Number, cells.ConvertAll(cell => Spacing.Line(cell.ToString())), row[0].Left, row.Max(word => word.Right),
            row.MaxBy(word => word.Text.Length)!.Baseline, size, row.TrueForAll(word => word.IsBold),
            row[0].Right - row[0].Left, margin, page.Height);
    }

    // A damaged file may have a whole book on one line: only its beginning is looked at.
    private static bool BeginsListItem(StringBuilder cell) => ListMarks.Item(cell.ToString(0, Math.Min(2, cell.Length)) + " x") is not null;
}
