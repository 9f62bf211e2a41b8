using System.Globalization;

namespace Collegue.Knowledge.Reading;

/// <summary>A table that is a document: one passage per row, "colonne : valeur" on each line, under the value of its first column.</summary>
internal static class TableFile
{
    /// <summary>Rows without any text are already left out.</summary>
    /// <param name="titles">The column titles, when they are not simply the cells of the head row.</param>
    public static List<Block> Blocks(IReadOnlyList<string[]> records, int head, string[]? titles = null)
    {
        var blocks = new List<Block>(records.Count);
        foreach (var line in records.Take(head))
            blocks.Add(new Block.Paragraph(string.Join(' ', line.Where(cell => cell.Length > 0))));
        var text = 0;
        foreach (var record in records.Skip(head + 1))
        {
            var row = Row(titles ?? records[head], record);
            // Titles are repeated in every row: a long one may become far more than the file.
            text = ReadingBounds.Add(text, row.Text.Length);
            blocks.Add(row);
        }
        return blocks;
    }

    /// <summary>Exports often begin with a title line above the column titles.</summary>
    public static int Head(IReadOnlyList<string[]> records)
    {
        var width = UsualWidth(records);
        for (var at = 0; at < records.Count; at++)
        {
            if (Filled(records[at]) >= Math.Min(2, width))
                return at;
        }
        return 0;
    }

    public static int UsualWidth(IReadOnlyList<string[]> records) =>
        records.GroupBy(record => record.Length).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First().Key;

    public static int Filled(string[] record) => record.Count(cell => cell.Length > 0);

    private static Block.Row Row(string[] titles, string[] record)
    {
        var lines = new List<string>(record.Length);
        for (var at = 0; at < record.Length; at++)
        {
            if (record[at].Length == 0)
                continue;
            var title = at < titles.Length && titles[at].Length > 0
                ? titles[at]
                : string.Create(CultureInfo.InvariantCulture, $"colonne {at + 1}");
            lines.Add($"{title} : {record[at]}");
        }
        return new Block.Row(record.FirstOrDefault(cell => cell.Length > 0) ?? "", string.Join('\n', lines));
    }
}
