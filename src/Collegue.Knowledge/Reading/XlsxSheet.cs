using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Collegue.Knowledge.Reading;

/// <summary>The rows of one sheet that hold something, each with its number, and the cells that were merged.</summary>
internal sealed class XlsxSheet
{
    /// <summary>Columns further right are not those of a table people read.</summary>
    public const int Widest = 256;

    private const int MostMerges = 50_000;
    private int cells;
    private int text;

    private XlsxSheet()
    {
    }

    public SortedList<int, List<string>> Rows { get; } = [];

    public List<XlsxMerge> Merges { get; } = [];

    public static XlsxSheet Read(WorksheetPart part, XlsxCells values, CancellationToken cancellation)
    {
        var sheet = new XlsxSheet();
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = BoundedXml.Open(stream);
        var number = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "row")
            {
                cancellation.ThrowIfCancellationRequested();
                number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
                    ? Math.Max(given, number + 1)
                    : number + 1;
                sheet.Add(number, sheet.Row(xml, values));
            }
            else if (xml.LocalName == "mergeCell" && XlsxMerge.Of(xml.GetAttribute("ref")) is { } merge && sheet.Merges.Count < MostMerges)
            {
                sheet.Merges.Add(merge);
            }
        }
        return sheet;
    }

    private List<string> Row(XmlReader xml, XlsxCells values)
    {
        var row = new List<string>();
        if (xml.IsEmptyElement)
            return row;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
                continue;
            var column = XlsxMerge.Column(xml.GetAttribute("r")) ?? row.Count;
            var value = values.Read(xml);
            if (column < row.Count || column >= Widest || value.Length == 0)
                continue;
            text = ReadingBounds.Add(text, value.Length);
            row.AddRange(Enumerable.Repeat("", column - row.Count));
            row.Add(value);
        }
        return row;
    }

    private void Add(int number, List<string> row)
    {
        if (row.Count == 0)
            return;
        if ((cells += row.Count) > ReadingBounds.Cells)
            throw new OverLimitException(ReadingTexts.TooManyCells(ReadingBounds.Cells));
        Rows.TryAdd(number, row);
    }
}
