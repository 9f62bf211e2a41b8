namespace Collegue.Knowledge.Reading;

/// <summary>
/// Finds text set in two columns and gives each column whole. A table also has a gutter, but the words beside it are few:
/// its rows must stay rows, or prices lose their labels.
/// </summary>
internal static class PdfColumns
{
    private const int FewestRows = 6;
    private const double FewestWords = 3.5;
    private const double NarrowestGutter = 8;

    public static IEnumerable<List<List<PdfWord>>> Regions(List<List<PdfWord>> rows)
    {
        if (rows.Count == 0)
            yield break;
        if (Gutter(rows) is not { } gutter)
        {
            yield return rows;
            yield break;
        }
        var band = new List<List<PdfWord>>();
        var across = new List<List<PdfWord>>();
        foreach (var row in rows)
        {
            var crosses = Crosses(row, gutter);
            foreach (var region in crosses ? Halves(band, gutter) : Whole(across))
                yield return region;
            (crosses ? band : across).Clear();
            (crosses ? across : band).Add(row);
        }
        foreach (var region in Whole(across).Concat(Halves(band, gutter)))
            yield return region;
    }

    private static double? Gutter(List<List<PdfWord>> rows)
    {
        var left = rows.Min(row => row[0].Left);
        var width = rows.Max(row => row[^1].Right) - left;
        var candidates = rows
            .SelectMany(row => row.Zip(row.Skip(1), (one, next) => (From: one.Right, To: next.Left)))
            .Where(gap => gap.To - gap.From >= NarrowestGutter)
            .Select(gap => Math.Round((gap.From + gap.To) / 2 / 4) * 4)
            .Where(x => x > left + width * 0.25 && x < left + width * 0.75)
            .CountBy(x => x)
            .OrderByDescending(found => found.Value)
            .Take(8);
        foreach (var (x, _) in candidates)
        {
            var beside = rows.Where(row => !Crosses(row, x) && row[0].Right < x && row[^1].Left > x).ToList();
            if (beside.Count >= FewestRows
                && rows.Count(row => Crosses(row, x)) <= rows.Count * 0.4
                && beside.Average(row => row.Count(word => word.Right < x)) >= FewestWords
                && beside.Average(row => row.Count(word => word.Left > x)) >= FewestWords)
                return x;
        }
        return null;
    }

    private static bool Crosses(List<PdfWord> row, double x)
    {
        if (row.Exists(word => word.Left <= x && word.Right >= x))
            return true;
        var before = row.LastOrDefault(word => word.Right < x);
        var after = row.Find(word => word.Left > x);
        return before is not null && after is not null && after.Left - before.Right < NarrowestGutter;
    }

    private static IEnumerable<List<List<PdfWord>>> Whole(List<List<PdfWord>> rows) => rows.Count == 0 ? [] : [[.. rows]];

    private static IEnumerable<List<List<PdfWord>>> Halves(List<List<PdfWord>> rows, double x)
    {
        var left = rows.Select(row => row.Where(word => word.Right < x).ToList()).Where(row => row.Count > 0).ToList();
        var right = rows.Select(row => row.Where(word => word.Left > x).ToList()).Where(row => row.Count > 0).ToList();
        return new[] { left, right }.Where(half => half.Count > 0);
    }
}
