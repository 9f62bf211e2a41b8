using System.Globalization;
using System.Text;
using Collegue.Casework.Mandates;
using Collegue.Pages.Citizen;
using Collegue.Storage.Mandates;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Steering.Mandates;

/// <summary>The whole history of the mandates of the organisation, one change a line, oldest first.</summary>
[PrivatePage]
internal sealed class ExportModel(MandateFiles files, Signers signers) : PageModel
{
    private const string Columns =
        "task;number;at;from;to;cause;signed_by;reason;reviewed;kept;lower;upper;threshold;drift;evidence_from;planted;caught;rules;model;prompt_sha256;subject";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var history = await files.HistoryAsync(null, cancellation);
        var names = await signers.NamesAsync(history, cancellation);
        var text = new StringBuilder().Append(Columns).Append("\r\n");
        foreach (var change in history.Reverse())
        {
            text.AppendJoin(';', Cells(change, change.AgentId is { } signer ? names.GetValueOrDefault(signer) : null).Select(Cell)).Append("\r\n");
        }

        return File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray(), "text/csv; charset=utf-8", "mandats.csv");
    }

    private static IEnumerable<object?> Cells(MandateChange change, string? signer) =>
    [
        change.Task, change.Number, change.At, change.From, change.To, change.Cause, signer, change.Reason, change.Reviewed, change.Kept, change.Lower, change.Upper,
        change.Threshold, change.Drift, change.EvidenceFrom, change.Planted, change.Caught, change.RulesVersion, change.Model, change.PromptHash, change.SubjectId,
    ];

    /// <summary>Quoted; a spreadsheet must not take what somebody typed for a formula.</summary>
    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
            double number => number.ToString("0.####", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
        text = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
