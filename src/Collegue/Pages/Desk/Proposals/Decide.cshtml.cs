using Collegue.Access;
using Collegue.Casework.Proposals;
using Collegue.Casework.Reviewing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Proposals;

/// <summary>An agent's answer to a proposal, then the case again; when it could not be done, this page says why.</summary>
internal sealed class DecideModel(ProposalDesk desk) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public Guid CaseId { get; set; }

    public bool Answered { get; private set; }

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellation) =>
        After(await desk.AcceptAsync(Id, Revision, User.Acting(), HttpContext.TrackingLink, cancellation), "accepted");

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken cancellation) =>
        After(await desk.RefuseAsync(Id, Revision, User.Acting(), cancellation), "refused");

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancellation) =>
        After(await desk.UndoAsync(Id, Revision, User.Acting(), HttpContext.TrackingLink, cancellation), "undone");

    private IActionResult After(DeskOutcome outcome, string done)
    {
        switch (outcome)
        {
            case DeskOutcome.Done:
                TempData["proposal"] = done;
                return RedirectToPage("/Desk/Case", null, new { id = CaseId });
            case DeskOutcome.NotFound:
                return NotFound();
            default:
                Answered = outcome is DeskOutcome.Invalid;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }
}
