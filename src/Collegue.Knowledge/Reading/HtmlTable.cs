using AngleSharp.Dom;

namespace Collegue.Knowledge.Reading;

/// <summary>The rows of a page's table, spans filled so that each value stays under its title.</summary>
internal static class HtmlTable
{
    private const int WidestSpan = 50;

    public static IEnumerable<Block> Read(IElement table, Func<IElement, string> words)
    {
        foreach (var caption in table.Children.Where(child => child.LocalName == "caption"))
        {
            if (words(caption) is { Length: > 0 } title)
                yield return new Block.Paragraph(title);
        }
        var rows = new List<IReadOnlyList<string>>();
        var hasHeader = false;
        var below = new Dictionary<int, (int Rows, string Text)>();
        foreach (var row in table.QuerySelectorAll("tr"))
        {
            var cells = row.Children.Where(cell => cell.LocalName is "td" or "th").ToList();
            if (rows.Count == 0)
                hasHeader = row.Closest("thead") is not null || (cells.Count > 1 && cells.All(cell => cell.LocalName == "th"));
            rows.Add(Row(cells, below, words));
        }
        foreach (var block in TableRows.Read(rows, hasHeader))
            yield return block;
    }

    private static List<string> Row(List<IElement> cells, Dictionary<int, (int Rows, string Text)> below, Func<IElement, string> words)
    {
        var row = new List<string>();
        foreach (var cell in cells)
        {
            FillFromAbove(row, below);
            var text = words(cell);
            var down = Span(cell, "rowspan") - 1;
            if (down > 0)
                below[row.Count] = (down, text);
            row.Add(text);
            row.AddRange(Enumerable.Repeat("", Span(cell, "colspan") - 1));
        }
        FillFromAbove(row, below);
        return row;
    }

    private static void FillFromAbove(List<string> row, Dictionary<int, (int Rows, string Text)> below)
    {
        while (below.Remove(row.Count, out var above))
        {
            if (above.Rows > 1)
                below[row.Count] = (above.Rows - 1, above.Text);
            row.Add(above.Text);
        }
    }

    private static int Span(IElement cell, string name) =>
        int.TryParse(cell.GetAttribute(name), out var span) ? Math.Clamp(span, 1, WidestSpan) : 1;
}
