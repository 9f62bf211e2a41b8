using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Desk;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>One reply before its second signature: signed, or sent back with what is wrong.</summary>
internal sealed class SignModel(CollegueDb db, SecondSignatures signatures, IStringLocalizer<ReviewTexts> texts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public PendingReply Pending { get; private set; } = null!;

    public Case Subject { get; private set; } = null!;

    public string By { get; private set; } = "";

    public bool IsOwn => Pending.AgentId == User.Acting().AgentId;

    public bool MaySign => !IsOwn && User.IsInRole(nameof(Roles.Approver));

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => ShowAsync(StatusCodes.Status200OK, cancellation);

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancellation) => User.IsInRole(nameof(Roles.Approver))
        ? await AfterAsync(await signatures.ApproveAsync(Id, User.Acting(), HttpContext.TrackingLink, cancellation), "signed", cancellation)
        : Forbid();

    public async Task<IActionResult> OnPostBackAsync(CancellationToken cancellation) => User.IsInRole(nameof(Roles.Approver))
        ? await AfterAsync(await signatures.SendBackAsync(Id, Note, User.Acting(), cancellation), "sent-back", cancellation)
        : Forbid();

    private async Task<IActionResult> AfterAsync(DeskOutcome outcome, string done, CancellationToken cancellation)
    {
        if (outcome is DeskOutcome.Done)
        {
            TempData[ReviewPage.DoneKey] = done;
            return Redirect(Url.Content("~/desk/to-sign"));
        }

        var (code, status) = outcome switch
        {
            DeskOutcome.Invalid invalid => (invalid.Code, StatusCodes.Status422UnprocessableEntity),
            DeskOutcome.Stale => ("signature-stale", StatusCodes.Status409Conflict),
            _ => ("conflict", StatusCodes.Status409Conflict),
        };
        ModelState.AddModelError(code == "signature-note" ? nameof(Note) : "", texts[$"problem.{code}"]);
        return outcome is DeskOutcome.NotFound ? NotFound() : await ShowAsync(status, cancellation);
    }

    private async Task<IActionResult> ShowAsync(int status, CancellationToken cancellation)
    {
        if (await db.PendingReplies.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, cancellation) is not { } pending)
        {
            return NotFound();
        }

        Pending = pending;
        Subject = await db.Cases.AsNoTracking().SingleAsync(row => row.Id == pending.CaseId, cancellation);
        if (pending.State != PendingState.Waiting && status == StatusCodes.Status200OK)
        {
            return Redirect(Url.Content($"~/desk/case/{pending.CaseId}"));
        }

        By = await db.Users.Where(row => row.Id == pending.AgentId).Select(row => row.DisplayName).SingleAsync(cancellation);
        Response.StatusCode = status;
        return Page();
    }
}
