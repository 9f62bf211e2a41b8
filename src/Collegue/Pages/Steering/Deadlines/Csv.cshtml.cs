using System.Globalization;
using System.Text;
using Collegue.Casework.Deadlines;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Deadlines;

/// <summary>The managers' view as a file for a spreadsheet, with the same small counts left out.</summary>
internal sealed class CsvModel(ClockFigures figures, TimeProvider clock, IStringLocalizer<DeadlineTexts> texts) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var csv = new StringBuilder();
        Line(csv, "department", "open", "late", "soon", "paused", "median", "oldest", "month.share", "month.answers", "quarter.share", "quarter.answers");
        foreach (var row in await figures.ReadAsync(cancellation))
        {
            csv.AppendJoin(';', Quoted(row.Name ?? texts["figures.none"]), row.Open, row.Late, row.Soon, row.Paused, Number(row.MedianAge), Number(row.OldestAge),
                Number(row.Month.Percent), Answers(row.Month), Number(row.Quarter.Percent), Answers(row.Quarter)).Append("\r\n");
        }

        var day = Design.TownHallTime.DayOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Response.Headers.CacheControl = "no-store";

        // The mark that makes spreadsheets read the file as UTF-8.
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())], "text/csv; charset=utf-8", $"{texts["csv.file"]}-{day}.csv");
    }

    private void Line(StringBuilder csv, params string[] columns) => csv.AppendJoin(';', columns.Select(column => Quoted(texts[$"csv.{column}"]))).Append("\r\n");

    private static string Answers(Share share) => share.Total is > 0 and < Share.Least ? $"<{Share.Least}" : Number(share.Total);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Quoted; a name that a spreadsheet would take for a formula is kept as text.</summary>
    private static string Quoted(string text) =>
        $"\"{(text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
