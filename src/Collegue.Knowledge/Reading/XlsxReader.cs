using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Collegue.Knowledge.Reading;

/// <summary>A workbook: each visible sheet is a table, read as it is shown.</summary>
internal static class XlsxReader
{
    private const int MostSheets = 200;

    public static FileReading Read(byte[] content, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(content, writable: false);
        using var file = SpreadsheetDocument.Open(
            stream, isEditable: false, new OpenSettings { MaxCharactersInPart = ReadingBounds.XmlCharacters });
        if (file.WorkbookPart is not { } part)
            return new FileReading.Refused(ReadingTexts.Damaged(FileFormat.Xlsx));
        if (IsTooDeep(part) || IsTooDeep(part.WorkbookStylesPart))
            return new FileReading.Refused(ReadingTexts.TooDeep);
        var cells = new XlsxCells(XlsxStrings.Read(part.SharedStringTablePart), XlsxStyles.Read(part.WorkbookStylesPart),
            part.Workbook?.WorkbookProperties?.Date1904?.Value == true);
        var sheets = Visible(part).Take(MostSheets).Select(sheet => (Name: Spacing.Line(sheet.Name), Part: Part(part, sheet)))
            .Where(sheet => sheet.Part is not null).ToList();
        var blocks = new List<Block>();
        var text = 0;
        foreach (var (name, sheet) in sheets)
        {
            var rows = XlsxTable.Blocks(XlsxSheet.Read(sheet!, cells, cancellation));
            text = ReadingBounds.Add(text, rows.Sum(row => row.Text.Length));
            if (rows.Count > 0 && sheets.Count > 1 && name.Length > 0)
                blocks.Add(new Block.Heading(1, name));
            blocks.AddRange(rows);
        }
        var title = Spacing.Line(file.PackageProperties.Title);
        return new FileReading.Text(blocks, title.Length == 0 ? null : title);
    }

    private static IEnumerable<Sheet> Visible(WorkbookPart part) =>
        (part.Workbook?.Sheets?.Elements<Sheet>() ?? []).Where(sheet => sheet.State is null || sheet.State.Value == SheetStateValues.Visible);

    private static WorksheetPart? Part(WorkbookPart workbook, Sheet sheet) =>
        sheet.Id?.Value is { } id && workbook.TryGetPartById(id, out var part) ? part as WorksheetPart : null;

    private static bool IsTooDeep(OpenXmlPart? part)
    {
        if (part is null)
            return false;
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        return BoundedXml.IsTooDeep(stream);
    }
}
