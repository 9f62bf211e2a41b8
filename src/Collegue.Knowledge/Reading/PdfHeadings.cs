namespace Collegue.Knowledge.Reading;

/// <summary>Tells headings from text by size and weight, for the whole document.</summary>
internal sealed class PdfHeadings
{
    private const int Longest = 160;
    private readonly double bodySize;
    private readonly bool bodyIsBold;
    private readonly List<double> sizes;

    public PdfHeadings(IReadOnlyList<PdfLine> lines)
    {
        var body = lines.GroupBy(line => (Size: Rounded(line.Size), line.IsBold))
            .OrderByDescending(group => group.Sum(line => line.Text.Length))
            .Select(group => group.Key)
            .FirstOrDefault();
        bodySize = body.Size;
        bodyIsBold = body.IsBold;
        sizes = lines.Where(Stands).Select(line => Rounded(line.Size)).Distinct().OrderDescending().ToList();
        // When half of the lines stand out, size and weight mean something else here.
        if (lines.Count(Stands) > lines.Count / 2)
            sizes = [];
    }

    public bool Any => sizes.Count > 0;

    /// <summary>1 for the largest; null for text.</summary>
    public int? Level(PdfLine line) => Any && Stands(line) ? sizes.IndexOf(Rounded(line.Size)) + 1 : null;

    private bool Stands(PdfLine line)
    {
        if (line.IsRow || line.Text.Length > Longest || !line.Text.Any(char.IsLetter) || ListMarks.Item(line.Text) is not null)
            return false;
        if (Rounded(line.Size) >= bodySize * 1.1)
            return true;
        return line.IsBold && !bodyIsBold && Rounded(line.Size) >= bodySize && line.Text[^1] is not ('.' or ',' or ';');
    }

    private static double Rounded(double size) => Math.Round(size * 2) / 2;
}
