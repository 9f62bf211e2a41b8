using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Reading;

/// <summary>Leaves out page numbers, and the headers and footers that most pages repeat.</summary>
internal static partial class PdfRunningLines
{
    private const double EdgeOfPage = 0.12;

    public static IReadOnlyList<IReadOnlyList<PdfLine>> Without(IReadOnlyList<IReadOnlyList<PdfLine>> pages)
    {
        var repeated = pages
            .SelectMany(page => page.Where(IsAtEdge).Select(Shape).Distinct())
            .CountBy(shape => shape)
            .Where(found => found.Value >= Math.Max(2, pages.Count * 0.5))
            .Select(found => found.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return pages
            .Select(page => (IReadOnlyList<PdfLine>)page
                .Where(line => !IsAtEdge(line) || !(repeated.Contains(Shape(line)) || PageNumber().IsMatch(line.Text)))
                .ToList())
            .ToList();
    }

    private static bool IsAtEdge(PdfLine line) =>
        line.Baseline < line.PageHeight * EdgeOfPage || line.Baseline > line.PageHeight * (1 - EdgeOfPage);

    /// <summary>The same words at the same height, whatever the numbers in them.</summary>
    private static string Shape(PdfLine line) =>
        Digits().Replace(line.Text, "#") + "@" + ((int)Math.Round(line.Baseline / 3)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?:page|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|sur|de|of)\s*\d{1,4})?$", RegexOptions.IgnoreCase)]
    private static partial Regex PageNumber();
}
