using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Collegue.Tests.Knowledge.Folder;

/// <summary>Writes small workbooks; a text starting with "=" is a number with the style given after "|".</summary>
internal static class XlsxFiles
{
    public static readonly string[] Formats =
    [
        "General", "#,##0.00\\ \"€\"", "dd/mm/yyyy", "0%", "0#\" \"##\" \"##\" \"##\" \"##", "00000", "d mmmm yyyy", "h:mm", "mmmm yyyy",
        "_-* #,##0.00\\ [$€-40C]_-;\\-* #,##0.00\\ [$€-40C]_-;_-* \"-\"??\\ [$€-40C]_-;_-@_-", "0.0\" €/m²\"", "[h]:mm", "[$-40C]d\\ mmm\\ yy",
    ];

    public static byte[] Of(params string[][] rows) => Of([new SheetSketch("Feuille 1", rows)]);

    public static byte[] Of(params SheetSketch[] sheets)
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = file.AddWorkbookPart();
            workbook.Workbook = new Workbook(new Sheets());
            var strings = workbook.AddNewPart<SharedStringTablePart>();
            strings.SharedStringTable = new SharedStringTable();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(Formats.Select((code, at) => new NumberingFormat { NumberFormatId = 164 + (uint)at, FormatCode = code })),
                new CellFormats(Formats.Select((_, at) => new CellFormat { NumberFormatId = 164 + (uint)at })));
            foreach (var sheet in sheets)
                Add(workbook, strings.SharedStringTable, sheet);
        }
        return stream.ToArray();
    }

    private static void Add(WorkbookPart workbook, SharedStringTable strings, SheetSketch sketch)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        var data = new SheetData(sketch.Rows.Select((cells, row) => new Row(
            cells.Select((cell, column) => Cell(cell, $"{(char)('A' + column)}{row + 1}", strings)).OfType<Cell>())
        { RowIndex = (uint)row + 1 }));
        part.Worksheet = new Worksheet(data);
        if (sketch.Merges.Length > 0)
            part.Worksheet.AppendChild(new MergeCells(sketch.Merges.Select(merge => new MergeCell { Reference = merge })));
        workbook.Workbook!.Sheets!.AppendChild(new Sheet
        {
            Name = sketch.Name,
            Id = workbook.GetIdOfPart(part),
            SheetId = (uint)workbook.Workbook.Sheets.ChildElements.Count + 1,
            State = sketch.IsHidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
        });
    }

    private static Cell? Cell(string text, string reference, SharedStringTable strings)
    {
        if (text.Length == 0)
            return null;
        if (text[0] == '=')
        {
            var parts = text[1..].Split('|');
            return new Cell { CellReference = reference, CellValue = new CellValue(parts[0]), StyleIndex = parts.Length > 1 ? uint.Parse(parts[1], null) : 0 };
        }
        strings.AppendChild(new SharedStringItem(new Text(text)));
        return new Cell
        {
            CellReference = reference,
            DataType = CellValues.SharedString,
            CellValue = new CellValue(strings.ChildElements.Count - 1),
        };
    }
}

internal sealed record SheetSketch(string Name, string[][] Rows, bool IsHidden = false, params string[] Merges);
