using System.Globalization;
using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Reading;

/// <summary>
/// Leaves out page numbers, and the headers and footers that most pages repeat word for word. Only a page number may
/// differ: "Article 4" and "Article 9" at the top of two pages are text.
/// </summary>
internal static partial class PdfRunningLines
{
    private const double EdgeOfPage = 0.12;
    private const int OutermostLines = 3;

    public static IReadOnlyList<IReadOnlyList<PdfLine>> Without(IReadOnlyList<IReadOnlyList<PdfLine>> pages)
    {
        var repeated = pages
            .SelectMany(page => AtEdge(page).Select(Shape).Distinct())
            .CountBy(shape => shape)
            .Where(found => found.Value >= Math.Max(2, pages.Count * 0.5))
            .Select(found => found.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. pages.Select(page => Without(page, repeated))];
    }

    private static List<PdfLine> Without(IReadOnlyList<PdfLine> page, HashSet<string> repeated)
    {
        var running = AtEdge(page).Where(line => repeated.Contains(Shape(line))).ToHashSet();
        var left = page.Where(line => !running.Contains(line)).ToList();
        var outermost = new[] { left.MinBy(line => line.Baseline), left.MaxBy(line => line.Baseline) };
        foreach (var line in outermost.OfType<PdfLine>().Where(line => IsAtEdge(line) && PageNumber().IsMatch(line.Text)))
            left.Remove(line);
        return left;
    }

    private static IEnumerable<PdfLine> AtEdge(IReadOnlyList<PdfLine> page)
    {
        var byHeight = page.OrderByDescending(line => line.Baseline).ToList();
        return byHeight.Take(OutermostLines).Concat(byHeight.TakeLast(OutermostLines)).Distinct().Where(IsAtEdge);
    }

    private static bool IsAtEdge(PdfLine line) =>
        line.Baseline < line.PageHeight * EdgeOfPage || line.Baseline > line.PageHeight * (1 - EdgeOfPage);

    /// <summary>The same words at the same height, whatever the number of the page.</summary>
    private static string Shape(PdfLine line)
    {
        var cells = line.Cells.Select(cell => PageNumber().IsMatch(cell) ? "#" : PageWord().Replace(cell, "#"));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join('|', cells)}@{Math.Round(line.Baseline / 3)}");
    }

    [GeneratedRegex(@"^(?:page|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|sur|de|of)\s*\d{1,4})?$", RegexOptions.IgnoreCase)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\bpage\s+\d{1,4}(?:\s*(?:/|sur|de|of)\s*\d{1,4})?", RegexOptions.IgnoreCase)]
    private static partial Regex PageWord();
}
