using System.Globalization;
using System.Text;
using Collegue.Storage.Organisations;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Incidents;

/// <summary>The list of recipients for a spreadsheet: semicolons, quotes, and no cell that could be read as a formula.</summary>
internal static class RecipientCsv
{
    private static readonly char[] Formula = ['=', '+', '-', '@', '\t', '\r'];

    public static IReadOnlyList<string> Columns { get; } =
        ["number", "sent", "department", "name", "email", "phone", "channel", "found", "left-out", "recipient-state"];

    public static IEnumerable<string?> Cells(RecipientRow row, IStringLocalizer texts) =>
    [
        row.Number,
        TownHallTime.At(row.SentAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        row.Department,
        row.Name,
        row.Email,
        row.Phone,
        texts[$"channel.{row.Channel}"],
        texts[$"found.{row.FoundBy}"],
        row.LeftOutReason,
        texts[$"recipient.{row.State}"],
    ];

    public static void Line(StringBuilder csv, IEnumerable<string?> cells) => csv.AppendJoin(';', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string? text)
    {
        var safe = text is { Length: > 0 } && Formula.Contains(text[0]) ? $"'{text}" : text ?? "";
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
