using System.Globalization;
using CsvHelper;

namespace Collegue.Knowledge.Reading;

/// <summary>A table file: one passage per row, "colonne : valeur" on each line, under the value of its first column.</summary>
internal static class CsvFileReader
{
    private static readonly char[] Delimiters = [';', '\t', ',', '|'];
    private const int Sample = 60;

    public static FileReading Read(string text)
    {
        var records = Records(text, Delimiter(text), int.MaxValue);
        if (records.Count == 0)
            return new FileReading.Refused(ReadingTexts.NoText);
        var width = UsualWidth(records);
        // Exports often begin with a title line above the column titles.
        var head = records.FindIndex(record => Filled(record) >= Math.Min(2, width));
        var blocks = new List<Block>(records.Count);
        foreach (var line in records.Take(head))
            blocks.Add(new Block.Paragraph(string.Join(' ', line.Where(cell => cell.Length > 0))));
        foreach (var record in records.Skip(head + 1))
            blocks.Add(Row(records[head], record));
        return blocks.OfType<Block.Row>().Any() ? new FileReading.Text(blocks) : new FileReading.Refused(ReadingTexts.HeaderOnly);
    }

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

    private static char Delimiter(string text) =>
        Delimiters.MaxBy(delimiter => Regularity(Records(text, delimiter, Sample)));

    /// <summary>Share of the records as wide as most of them; a file of one column has none.</summary>
    private static double Regularity(List<string[]> records)
    {
        var width = records.Count == 0 ? 0 : UsualWidth(records);
        return width < 2 ? 0 : (double)records.Count(record => record.Length == width) / records.Count;
    }

    private static int UsualWidth(List<string[]> records) =>
        records.GroupBy(record => record.Length).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First().Key;

    private static int Filled(string[] record) => record.Count(cell => cell.Length > 0);

    private static List<string[]> Records(string text, char delimiter, int most)
    {
        var isSound = true;
        var options = new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            OnMalformedRecord = record => isSound &= record.Reason != CsvMalformedReason.UnterminatedQuote,
        };
        var records = Records(text, options, most);
        // A quote that is never closed would swallow every row below it.
        return isSound ? records : Records(text, options with { AllowLineBreaksInQuotes = false, OnMalformedRecord = null }, most);
    }

    private static List<string[]> Records(string text, CsvReaderOptions options, int most)
    {
        using var reader = CsvReader.FromText(text, options);
        var records = new List<string[]>();
        while (records.Count < most && reader.Read())
        {
            var record = Enumerable.Range(0, reader.FieldCount).Select(at => Spacing.Line(reader.GetString(at))).ToArray();
            if (Filled(record) > 0)
                records.Add(record);
        }
        return records;
    }
}
