namespace Collegue.Knowledge.Reading;

/// <summary>Pages of one format and one column share their right margin: a page of short lines does not show its own.</summary>
internal static class PdfMargins
{
    public static IReadOnlyList<IReadOnlyList<PdfLine>> Shared(IReadOnlyList<IReadOnlyList<PdfLine>> pages)
    {
        var margins = pages.Where(IsOneColumn)
            .GroupBy(page => page[0].PageHeight)
            .ToDictionary(group => group.Key, group => group.Max(page => page[0].Margin));
        return pages
            .Select(page => IsOneColumn(page) ? [.. page.Select(line => line with { Margin = margins[line.PageHeight] })] : page)
            .ToList();
    }

    private static bool IsOneColumn(IReadOnlyList<PdfLine> page) =>
        page.Count > 0 && page.All(line => line.Margin == page[0].Margin);
}
