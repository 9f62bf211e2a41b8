using Collegue.Access;
using Collegue.Casework.Incidents;
using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Incidents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Incidents;

/// <summary>Writes the correction once for all, shows it as it will leave for the first cases, and launches it.</summary>
[Authorize(Roles = IncidentRoles.Deciding)]
internal sealed class CorrectionModel(IncidentReader reader, Corrections corrections, CollegueDb db, IStringLocalizer<IncidentTexts> texts) : PageModel
{
    private const int Previews = 3;
    private const int MostPassages = 60;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Right { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Guid? Passage { get; set; }

    public Incident Incident { get; private set; } = null!;

    public RecallCounts Counts { get; private set; } = null!;

    public bool Refused { get; private set; }

    public string? Done { get; private set; }

    public IReadOnlyList<SelectListItem> Passages { get; private set; } = [];

    /// <summary>The letters of the first cases, as they will leave.</summary>
    public IReadOnlyList<(string Number, string Text)> Shown { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        Done = TempData["done"] as string;
        return await ShowAsync(StatusCodes.Status200OK, typed: false, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        switch (await corrections.WriteAsync(Id, Revision, Right, Text, Passage, User.Acting(), cancellation))
        {
            case IncidentOutcome.Done:
                TempData["done"] = "written";
                return RedirectToPage("/Steering/Incidents/Correction", new { id = Id });
            case IncidentOutcome.Invalid:
                ModelState.AddModelError(nameof(Right), texts["invalid.right-missing"]);
                return await ShowAsync(StatusCodes.Status422UnprocessableEntity, typed: true, cancellation);
            case IncidentOutcome.Conflict:
                Refused = true;
                return await ShowAsync(StatusCodes.Status409Conflict, typed: true, cancellation);
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> ShowAsync(int status, bool typed, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(Id, 1, onlyByHand: false, cancellation) is not { } view)
        {
            return NotFound();
        }

        (Incident, Counts) = (view.Incident, view.Counts);
        if (!typed)
        {
            (Right, Text, Passage) = (Incident.RightText, Incident.Correction, Incident.RightPassageId);
        }

        Passages = await PassagesAsync(cancellation);
        if (Incident.Correction is not null)
        {
            var first = await db.IncidentRecipients.AsNoTracking()
                .Where(row => row.IncidentId == Id && row.LeftOutReason == null && row.State == RecipientState.Listed)
                .Join(db.Cases, row => row.CaseId, subject => subject.Id, (row, subject) => new { Recipient = row, subject.Number })
                .OrderBy(row => row.Number).Take(Previews).ToListAsync(cancellation);
            Shown = first.ConvertAll(row => (row.Number, CorrectionText.For(Incident, row.Recipient, row.Number)));
        }

        Response.StatusCode = status;
        return Page();
    }

    /// <summary>What the document at fault says now: the passage that is right is usually there.</summary>
    private async Task<IReadOnlyList<SelectListItem>> PassagesAsync(CancellationToken cancellation)
    {
        var passages = Incident.Document is null ? []
            : await db.Passages.AsNoTracking().Where(row => row.Document!.Key == Incident.Document).OrderBy(row => row.Position).Take(MostPassages)
                .Select(row => new { row.Id, row.Document!.Title, row.Text }).ToListAsync(cancellation);
        return
        [
            new SelectListItem(texts["passage.none"], ""),
            .. passages.Select(row => new SelectListItem($"{row.Title} – {PlainText.FirstWords(row.Text, 90)}", row.Id.ToString())),
        ];
    }
}
