namespace Collegue.Knowledge.Reading;

/// <summary>
/// A cell of two lines beside a cell of one, centred on its height, is printed as three staggered lines: they are closer
/// than lines of text can be, and become one row again, the words of each cell together.
/// </summary>
internal static class PdfCells
{
    private const double Closest = 0.85;

    public static List<List<PdfWord>> Centred(List<List<PdfWord>> rows)
    {
        var result = new List<List<PdfWord>>(rows.Count);
        for (var at = 0; at < rows.Count;)
        {
            var end = at + 1;
            while (end < rows.Count && IsStaggered(rows[end - 1], rows[end]))
                end++;
            result.Add(end - at == 1 ? rows[at] : Merge(rows.GetRange(at, end - at)));
            at = end;
        }
        return result;
    }

    private static bool IsStaggered(List<PdfWord> above, List<PdfWord> below) =>
        above[0].Baseline - below[0].Baseline < Closest * Math.Min(above[0].Size, below[0].Size) && !Overlap(above, below);

    private static bool Overlap(List<PdfWord> one, List<PdfWord> other) =>
        one[0].Left < other[^1].Right && other[0].Left < one[^1].Right;

    /// <summary>Each cell becomes one wide word, its lines from top to bottom.</summary>
    private static List<PdfWord> Merge(List<List<PdfWord>> lines)
    {
        var cells = new List<PdfWord>();
        foreach (var line in lines)
        {
            var part = Whole(line);
            var at = cells.FindIndex(cell => cell.Left < part.Right && part.Left < cell.Right);
            if (at < 0)
                cells.Add(part);
            else
                cells[at] = Whole([cells[at], part]);
        }
        cells.Sort((one, other) => one.Left.CompareTo(other.Left));
        return cells;
    }

    private static PdfWord Whole(List<PdfWord> words) => words[0] with
    {
        Text = string.Join(' ', words.Select(word => word.Text)),
        Left = words.Min(word => word.Left),
        Right = words.Max(word => word.Right),
        IsBold = words.TrueForAll(word => word.IsBold),
    };
}
