using Collegue.Answering.Writing.Reading;
using Collegue.Bench.Sheets;

namespace Collegue.CommonWords;

/// <summary>In how many sheets each word comes, as the writing help cuts words.</summary>
internal static class WordCount
{
    private const int WordsPerLine = 20;

    /// <summary>In alphabetical order. A sheet for two audiences counts once.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<NationalSheet> sheets, int fewest)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var sheet in sheets.DistinctBy(sheet => sheet.Number))
        {
            foreach (var form in Forms(sheet))
                counts[form] = counts.GetValueOrDefault(form) + 1;
        }
        return [.. counts.Where(count => count.Value >= fewest).Select(count => count.Key)];
    }

    public static IEnumerable<string> Lines(IReadOnlyList<string> words, int sheets, int fewest) =>
    [
        $"# Words that {fewest} of {sheets} national sheets or more use (DILA, Licence Ouverte 2.0).",
        "# Made by tools/Collegue.CommonWords, not by hand: docs/writing.md says how.",
        .. words.Chunk(WordsPerLine).Select(line => string.Join(' ', line)),
    ];

    private static HashSet<string> Forms(NationalSheet sheet) =>
    [
        .. sheet.Document.Passages.SelectMany(passage => passage.Heading.Concat(passage.Situation).Append(passage.Text)).Append(sheet.Document.Title).Append(sheet.Document.Description ?? "")
            .SelectMany(WordScan.Of).Where(word => !word.IsNumber).Select(word => word.Form),
    ];
}
