using Collegue.Access;
using Collegue.Casework.Incidents;
using Collegue.Storage;
using Collegue.Storage.Incidents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Steering.Incidents;

/// <summary>The correction of one case alone.</summary>
[Authorize(Roles = IncidentRoles.Deciding)]
internal sealed class RecipientModel(IncidentReader reader, Corrections corrections, CollegueDb db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public Guid Recipient { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public int Current { get; private set; }

    public string Number { get; private set; } = "";

    public bool Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ShowAsync(StatusCodes.Status200OK, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        switch (await corrections.WriteOwnAsync(Id, Revision, Recipient, Text, User.Acting(), cancellation))
        {
            case IncidentOutcome.Done:
                TempData["done"] = "own-written";
                return RedirectToPage("/Steering/Incidents/Incident", null, new { id = Id });
            case IncidentOutcome.NotFound:
                return NotFound();
            default:
                Refused = true;
                return await ShowAsync(StatusCodes.Status409Conflict, cancellation);
        }
    }

    private async Task<IActionResult> ShowAsync(int status, CancellationToken cancellation)
    {
        if (await reader.FindAsync(Id, cancellation) is not { } incident
            || await db.IncidentRecipients.AsNoTracking().SingleOrDefaultAsync(row => row.IncidentId == Id && row.Id == Recipient, cancellation) is not { } own)
        {
            return NotFound();
        }

        Number = await db.Cases.Where(row => row.Id == own.CaseId).Select(row => row.Number).SingleAsync(cancellation);
        Current = incident.Revision;
        Text ??= CorrectionText.For(incident, own, Number);
        Response.StatusCode = status;
        return Page();
    }
}
