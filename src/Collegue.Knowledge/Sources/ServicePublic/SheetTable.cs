namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Turns a table into lines that can be read alone: "- en-tête : valeur ; en-tête : valeur".</summary>
internal static class SheetTable
{
    private const int MostColumns = 60;

    public static IEnumerable<string> Lines(SheetNode table)
    {
        var title = InlineText.Of(table.Child(SheetNames.Title));
        if (title.Length > 0)
            yield return title;
        foreach (var summary in table.All("Resume").Select(InlineText.Of).Where(text => text.Length > 0))
            yield return summary;

        var rows = table.All("Rangée").ToList();
        var grid = Grid(rows);
        var headers = rows.TakeWhile(row => row.Attribute("type") == "header").Count();
        if (headers == rows.Count)
            headers = 0;
        for (var row = headers; row < grid.Count; row++)
        {
            var line = Line(grid, headers, row);
            if (line.Length > 0)
                yield return "- " + line;
        }
    }

    /// <summary>Merged cells are repeated in every place they cover.</summary>
    private static List<string[]> Grid(List<SheetNode> rows)
    {
        var pending = new Dictionary<(int Row, int Column), string>();
        var grid = new List<string[]>(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            var cells = new List<string>();
            foreach (var cell in rows[row].All("Cellule"))
            {
                TakeMerged(pending, row, cells);
                var text = CellText(cell);
                var (wide, high) = (Merged(cell, "fusionHorizontale", MostColumns), Merged(cell, "fusionVerticale", rows.Count - row));
                for (var below = 1; below < high; below++)
                {
                    for (var right = 0; right < wide; right++)
                        pending[(row + below, cells.Count + right)] = text;
                }
                for (var right = 0; right < wide; right++)
                    cells.Add(text);
            }
            TakeMerged(pending, row, cells);
            grid.Add([.. cells]);
        }
        return grid;
    }

    private static void TakeMerged(Dictionary<(int Row, int Column), string> pending, int row, List<string> cells)
    {
        while (pending.Remove((row, cells.Count), out var text))
            cells.Add(text);
    }

    private static int Merged(SheetNode cell, string direction, int most) =>
        int.TryParse(cell.Attribute(direction), out var count) ? Math.Clamp(count, 1, Math.Max(1, most)) : 1;

    private static string Line(List<string[]> grid, int headers, int row)
    {
        var parts = new List<(string Header, string Value)>();
        for (var column = 0; column < grid[row].Length; column++)
        {
            var header = HeaderOf(grid, headers, column);
            var value = grid[row][column];
            if (value.Length == 0)
                continue;
            if (parts is [.., var same] && same.Header == header && header.Length > 0)
                parts[^1] = (header, same.Value == value ? value : same.Value + " – " + value);
            else if (parts is [.., var wide] && wide.Value == value && column > 0 && grid[row][column - 1] == value && header.Length > 0)
                parts[^1] = (wide.Header + ", " + header, value);
            else
                parts.Add((header, value));
        }
        if (headers == 0 && parts is [var label, var only])
            return label.Value + " : " + only.Value;
        var line = "";
        foreach (var (header, value) in parts)
        {
            var part = header.Length == 0 ? value : header + " : " + value;
            line = line.Length == 0 ? part : line + (line[^1] == '.' ? " " : " ; ") + part;
        }
        return line;
    }

    private static string HeaderOf(List<string[]> grid, int headers, int column) =>
        string.Join(", ", grid.Take(headers).Where(row => column < row.Length).Select(row => row[column].TrimEnd(' ', ':'))
            .Where(text => text.Length > 0).Distinct());

    /// <summary>Paragraphs and items of a cell on one line: a space after a sentence, a comma otherwise.</summary>
    private static string CellText(SheetNode cell)
    {
        var blocks = new SheetBlocks();
        blocks.WriteChildren(cell);
        var text = "";
        foreach (var block in blocks.Texts.SelectMany(block => block.Split('\n')))
        {
            var piece = block.StartsWith("- ", StringComparison.Ordinal) ? block[2..] : block;
            text = text.Length == 0 ? piece : text + (text[^1] is '.' or ':' or '!' or '?' or ';' or ',' ? " " : ", ") + piece;
        }
        return text;
    }
}
