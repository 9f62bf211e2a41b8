using CsvHelper;

namespace Collegue.Knowledge.Reading;

/// <summary>A table written as text, whatever its delimiter; see <see cref="TableFile"/> for what becomes of its rows.</summary>
internal static class CsvFileReader
{
    private static readonly char[] Delimiters = [';', '\t', ',', '|'];
    private const int Sample = 60;

    public static FileReading Read(string text)
    {
        var records = Records(text, Delimiter(text), int.MaxValue);
        if (records.Count == 0)
            return new FileReading.Refused(ReadingTexts.NoText);
        var blocks = TableFile.Blocks(records, TableFile.Head(records));
        return blocks.OfType<Block.Row>().Any() ? new FileReading.Text(blocks) : new FileReading.Refused(ReadingTexts.HeaderOnly);
    }

    private static char Delimiter(string text) =>
        Delimiters.MaxBy(delimiter => Regularity(Records(text, delimiter, Sample)));

    /// <summary>Share of the records as wide as most of them; a file of one column has none.</summary>
    private static double Regularity(List<string[]> records)
    {
        var width = records.Count == 0 ? 0 : TableFile.UsualWidth(records);
        return width < 2 ? 0 : (double)records.Count(record => record.Length == width) / records.Count;
    }

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
        var cells = 0;
        while (records.Count < most && reader.Read())
        {
            if ((cells += reader.FieldCount) > ReadingBounds.Cells)
                throw new OverLimitException(ReadingTexts.TooManyCells(ReadingBounds.Cells));
            var record = Enumerable.Range(0, reader.FieldCount).Select(at => Spacing.Line(reader.GetString(at))).ToArray();
            if (TableFile.Filled(record) > 0)
                records.Add(record);
        }
        return records;
    }
}
