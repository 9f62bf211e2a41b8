using System.Text;
using Collegue.Access;
using Collegue.Casework.Incidents;
using Collegue.Storage.Incidents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Incidents;

/// <summary>
/// One incident: what is wrong, who received it, what was done. Each form carries the revision it showed; when somebody changed the
/// incident in between, nothing is written and the page says so.
/// </summary>
[Authorize(Roles = IncidentRoles.Deciding)]
internal sealed class IncidentModel(
    IncidentReader reader, IncidentReports reports, Corrections corrections, IncidentClosing closing, IStringLocalizer<IncidentTexts> texts, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromQuery(Name = "p")]
    public int Number { get; set; } = 1;

    [FromQuery(Name = "hand")]
    public bool OnlyByHand { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public Reach? Reach { get; set; }

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public Guid Recipient { get; set; }

    [BindProperty]
    public bool Told { get; set; }

    [BindProperty]
    public IncidentCause? Cause { get; set; }

    [BindProperty]
    public string? Measures { get; set; }

    [BindProperty]
    public string? Right { get; set; }

    public IncidentView View { get; private set; } = null!;

    public string? Done { get; private set; }

    /// <summary>How many replies were found when the correction was to leave.</summary>
    public int? MoreFound { get; private set; }

    public bool Refused { get; private set; }

    /// <summary>The correction is promised and nothing has left.</summary>
    public bool MayUndo => View.Incident is { State: IncidentState.Correcting, SendAt: { } at } && at > clock.GetUtcNow();

    public IReadOnlyList<SelectListItem> ReachItems =>
        [.. Reaches.Of(View.Incident).Select(reach => new SelectListItem(texts[$"reach.{reach}"], reach.ToString()))];

    public IReadOnlyList<SelectListItem> CauseItems =>
        [new SelectListItem(texts["choose"], ""), .. Enum.GetValues<IncidentCause>().Select(cause => new SelectListItem(texts[$"cause.{cause}"], cause.ToString()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        Done = TempData["done"] as string;
        MoreFound = TempData["more"] as int?;
        return await ShowAsync(StatusCodes.Status200OK, cancellation);
    }

    public async Task<IActionResult> OnGetRecipientsAsync(CancellationToken cancellation)
    {
        if (await reader.FindAsync(Id, cancellation) is null)
        {
            return NotFound();
        }

        var csv = new StringBuilder("\uFEFF");
        RecipientCsv.Line(csv, RecipientCsv.Columns.Select(column => texts[$"csv.{column}"].Value));
        await foreach (var row in reader.AllAsync(Id).WithCancellation(cancellation))
        {
            RecipientCsv.Line(csv, RecipientCsv.Cells(row, texts));
        }

        return File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", "destinataires.csv");
    }

    public async Task<IActionResult> OnPostWidenAsync(CancellationToken cancellation) =>
        await AfterAsync(Reach is { } reach ? await reports.WidenAsync(Id, Revision, reach, User.Acting(), cancellation) : new IncidentOutcome.Invalid("reach-unknown"), "widened", cancellation);

    public async Task<IActionResult> OnPostSeriousAsync(CancellationToken cancellation) =>
        await AfterAsync(await reports.RequalifyAsync(Id, Revision, IncidentSeverity.Serious, User.Acting(), cancellation), "serious", cancellation);

    public async Task<IActionResult> OnPostMinorAsync(CancellationToken cancellation) =>
        await AfterAsync(await reports.RequalifyAsync(Id, Revision, IncidentSeverity.Minor, User.Acting(), cancellation), "minor", cancellation);

    public async Task<IActionResult> OnPostLeaveOutAsync(CancellationToken cancellation) =>
        await AfterAsync(await corrections.ChooseAsync(Id, Revision, Chosen, Reason ?? "", User.Acting(), cancellation), "left-out", cancellation);

    public async Task<IActionResult> OnPostTakeInAsync(CancellationToken cancellation) =>
        await AfterAsync(await corrections.ChooseAsync(Id, Revision, Chosen, null, User.Acting(), cancellation), "taken-in", cancellation);

    public async Task<IActionResult> OnPostLaunchAsync(CancellationToken cancellation) =>
        await AfterAsync(await corrections.LaunchAsync(Id, Revision, User.Acting(), HttpContext.TrackingLink(""), cancellation), "launched", cancellation);

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancellation) =>
        await AfterAsync(await corrections.UndoAsync(Id, Revision, User.Acting(), cancellation), "undone", cancellation);

    public async Task<IActionResult> OnPostRetryAsync(CancellationToken cancellation) =>
        await AfterAsync(await corrections.RetryAsync(Id, Revision, User.Acting(), cancellation), "retried", cancellation);

    public async Task<IActionResult> OnPostToldAsync(CancellationToken cancellation) =>
        await AfterAsync(await corrections.ToldAsync(Id, Revision, Recipient, Told, User.Acting(), cancellation), Told ? "told" : "untold", cancellation);

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancellation) =>
        await AfterAsync(await closing.CloseAsync(Id, Revision, Cause, Measures, Right, User.Acting(), cancellation), "closed", cancellation);

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken cancellation) =>
        await AfterAsync(await closing.ReopenAsync(Id, Revision, User.Acting(), cancellation), "reopened", cancellation);

    private async Task<IActionResult> AfterAsync(IncidentOutcome outcome, string done, CancellationToken cancellation)
    {
        switch (outcome)
        {
            case IncidentOutcome.Done:
                TempData["done"] = done;
                return RedirectToPage("/Steering/Incidents/Incident", null, new { id = Id });
            case IncidentOutcome.MoreFound more:
                TempData["more"] = more.Count;
                return RedirectToPage("/Steering/Incidents/Incident", null, new { id = Id });
            case IncidentOutcome.NotFound:
                return NotFound();
            case IncidentOutcome.Conflict:
                Refused = true;
                return await ShowAsync(StatusCodes.Status409Conflict, cancellation);
            case IncidentOutcome.Invalid invalid:
                ModelState.AddModelError(FieldOf(invalid.Code), texts[$"invalid.{invalid.Code}"]);
                return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancellation);
            default:
                throw new InvalidOperationException(outcome.GetType().Name);
        }
    }

    private async Task<IActionResult> ShowAsync(int status, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(Id, Number, OnlyByHand, cancellation) is not { } view)
        {
            return NotFound();
        }

        View = view;
        Right ??= view.Incident.RightText;
        Response.StatusCode = status;
        return Page();
    }

    private static string FieldOf(string code) => code switch
    {
        "reason-missing" => nameof(Reason),
        "cause-missing" => nameof(Cause),
        "measures-missing" => nameof(Measures),
        "right-missing" => nameof(Right),
        "reach-unknown" => nameof(Reach),
        _ => "",
    };
}
