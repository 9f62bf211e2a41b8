using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Collegue.Knowledge.Reading;

/// <summary>The rows of a document's table, merged cells filled so that each value stays under its title.</summary>
internal static class DocxTable
{
    private const int WidestSpan = 50;

    public static IEnumerable<Block> Read(Table table, Func<OpenXmlElement, string> words)
    {
        var rows = new List<IReadOnlyList<string>>();
        var hasHeader = false;
        foreach (var row in table.Elements<TableRow>())
        {
            var cells = Row(row, rows.Count == 0 ? [] : rows[^1], words);
            if (rows.Count == 0)
                hasHeader = IsHeader(row);
            rows.Add(cells);
        }
        return TableRows.Read(rows, hasHeader);
    }

    private static List<string> Row(TableRow row, IReadOnlyList<string> above, Func<OpenXmlElement, string> words)
    {
        var cells = new List<string>();
        foreach (var cell in Cells(row))
        {
            var merge = cell.TableCellProperties?.VerticalMerge;
            var continues = merge is not null && (merge.Val is null || merge.Val.Value == MergedCellValues.Continue);
            cells.Add(continues && cells.Count < above.Count ? above[cells.Count] : words(cell));
            var span = cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1;
            cells.AddRange(Enumerable.Repeat("", Math.Clamp(span, 1, WidestSpan) - 1));
        }
        return cells;
    }

    private static IEnumerable<TableCell> Cells(TableRow row) => row.ChildElements.SelectMany(element => element switch
    {
        TableCell cell => [cell],
        SdtCell control => control.SdtContentCell?.Elements<TableCell>() ?? [],
        _ => Enumerable.Empty<TableCell>(),
    });

    /// <summary>Marked as repeated on each page, or bold throughout.</summary>
    private static bool IsHeader(TableRow row)
    {
        if (row.TableRowProperties?.Elements<TableHeader>().Any() == true)
            return true;
        var runs = row.Descendants<Run>().Where(run => !string.IsNullOrWhiteSpace(run.InnerText)).ToList();
        return runs.Count > 1 && runs.All(run => run.RunProperties?.Bold is { } bold && bold.Val?.Value != false);
    }
}
