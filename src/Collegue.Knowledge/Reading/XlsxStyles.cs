using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Collegue.Knowledge.Reading;

/// <summary>The number format of each cell style, as Excel writes it; those it only numbers are spelt out.</summary>
internal static class XlsxStyles
{
    private static readonly Dictionary<uint, string> BuiltIn = new()
    {
        [1] = "0",
        [2] = "0.00",
        [3] = "#,##0",
        [4] = "#,##0.00",
        [5] = "#,##0 €",
        [6] = "#,##0 €",
        [7] = "#,##0.00 €",
        [8] = "#,##0.00 €",
        [9] = "0%",
        [10] = "0.00%",
        [14] = "dd/mm/yyyy",
        [15] = "d mmmm yyyy",
        [16] = "d mmmm",
        [17] = "mmmm yyyy",
        [18] = "h:mm",
        [19] = "h:mm:ss",
        [20] = "h:mm",
        [21] = "h:mm:ss",
        [22] = "dd/mm/yyyy h:mm",
        [37] = "#,##0",
        [38] = "#,##0",
        [39] = "#,##0.00",
        [40] = "#,##0.00",
        [41] = "#,##0",
        [42] = "#,##0 €",
        [43] = "#,##0.00",
        [44] = "#,##0.00 €",
        [45] = "mm:ss",
        [46] = "[h]:mm:ss",
        [47] = "mm:ss",
    };

    public static IReadOnlyList<XlsxNumberFormat> Read(WorkbookStylesPart? part)
    {
        var sheet = part?.Stylesheet;
        var own = new Dictionary<uint, string>();
        foreach (var format in sheet?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            if (format.NumberFormatId?.Value is { } id && format.FormatCode?.Value is { } code)
                own[id] = code;
        }
        var read = new Dictionary<uint, XlsxNumberFormat>();
        return [.. (sheet?.CellFormats?.Elements<CellFormat>() ?? []).Select(style => Of(style.NumberFormatId?.Value ?? 0))];

        XlsxNumberFormat Of(uint id)
        {
            if (!read.TryGetValue(id, out var format))
                read[id] = format = new XlsxNumberFormat(own.GetValueOrDefault(id) ?? BuiltIn.GetValueOrDefault(id) ?? "");
            return format;
        }
    }
}
