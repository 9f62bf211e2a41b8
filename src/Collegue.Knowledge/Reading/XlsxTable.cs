namespace Collegue.Knowledge.Reading;

/// <summary>
/// A sheet as a table: a value merged over several rows is that of each of them, and titles on two levels
/// ("Tarifs 2026" above "Enfant" and "Adulte") become one: "Tarifs 2026 – Enfant".
/// </summary>
internal static class XlsxTable
{
    public static List<Block> Blocks(XlsxSheet sheet)
    {
        var filled = 0;
        foreach (var merge in sheet.Merges.Where(merge => merge.Bottom > merge.Top))
            filled = FillDown(sheet, merge, filled);
        if (sheet.Rows.Count == 0)
            return [];
        var records = sheet.Rows.Values.Select(row => row.ToArray()).ToList();
        var head = TableFile.Head(records);
        if (Titles(sheet, records, head) is not { } titles)
            return TableFile.Blocks(records, head);
        records.RemoveAt(head + 1);
        return TableFile.Blocks(records, head, titles);
    }

    /// <summary>Only rows that hold something are filled: a merge may be announced over a million of them.</summary>
    private static int FillDown(XlsxSheet sheet, XlsxMerge merge, int filled)
    {
        if (!sheet.Rows.TryGetValue(merge.Top, out var top) || merge.Left >= top.Count || top[merge.Left].Length == 0)
            return filled;
        for (var at = sheet.Rows.IndexOfKey(merge.Top) + 1; at < sheet.Rows.Count && sheet.Rows.GetKeyAtIndex(at) <= merge.Bottom; at++)
        {
            if (++filled > ReadingBounds.Cells)
                throw new OverLimitException(ReadingTexts.Swollen);
            var row = sheet.Rows.GetValueAtIndex(at);
            row.AddRange(Enumerable.Repeat("", Math.Max(0, merge.Left + 1 - row.Count)));
            if (row[merge.Left].Length == 0)
                row[merge.Left] = top[merge.Left];
        }
        return filled;
    }

    /// <summary>Null when the titles stand on one row.</summary>
    private static string[]? Titles(XlsxSheet sheet, List<string[]> records, int head)
    {
        var number = sheet.Rows.GetKeyAtIndex(head);
        var wide = sheet.Merges.Where(merge => merge.Top == number && merge.Right > merge.Left && merge.Right < XlsxSheet.Widest).ToList();
        if (wide.Count == 0 || head + 2 >= records.Count)
            return null;
        var below = records[head + 1];
        var isSecondLevel = wide.TrueForAll(merge => Enumerable.Range(merge.Left, merge.Right - merge.Left + 1)
            .All(column => column < below.Length && below[column].Length > 0 && !char.IsDigit(below[column][0])));
        if (!isSecondLevel)
            return null;
        return [.. Enumerable.Range(0, Math.Max(records[head].Length, below.Length)).Select(Title)];

        string Title(int column)
        {
            var merge = wide.Find(merge => merge.Left <= column && column <= merge.Right);
            var above = Cell(records[head], merge?.Left ?? column);
            var own = Cell(below, column);
            return own.Length == 0 || own == above ? above : above.Length == 0 ? own : $"{above} – {own}";
        }
    }

    private static string Cell(string[] row, int column) => column < row.Length ? row[column] : "";
}
