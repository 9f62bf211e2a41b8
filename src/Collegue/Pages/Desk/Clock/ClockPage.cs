using Collegue.Casework.Deadlines;
using Collegue.Casework.Reviewing;
using Collegue.Pages.Steering.Deadlines;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Clock;

/// <summary>A form about the clock of one case: it carries the revision it showed, and comes back with what was typed when it cannot be carried out.</summary>
internal abstract class ClockPage(CollegueDb db, ClockReader clocks, IStringLocalizer<DeadlineTexts> texts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    public Case Subject { get; private set; } = null!;

    public ClockView View { get; private set; } = null!;

    private protected IStringLocalizer<DeadlineTexts> Texts => texts;

    /// <summary>Somebody changed the case meanwhile: nothing was done.</summary>
    public bool Refused { get; private set; }

    private protected async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await db.Cases.AsNoTracking().AsSplitQuery().Include(row => row.Messages.OrderBy(message => message.ReceivedAt)).ThenInclude(message => message.Attachments)
                .SingleOrDefaultAsync(row => row.Id == Id, cancellation) is not { } subject)
        {
            return false;
        }

        Subject = subject;
        View = await clocks.OfAsync(Id, cancellation);
        return true;
    }

    /// <summary>A problem's code is worded under <c>invalid</c> and shown at the field it names.</summary>
    private protected async Task<IActionResult> AfterAsync(DeskOutcome outcome, Func<string, string> fieldOf, CancellationToken cancellation)
    {
        if (outcome is DeskOutcome.Done)
        {
            return RedirectToPage("/Desk/Case", null, new { id = Id }, "clock");
        }

        if (outcome is DeskOutcome.NotFound || !await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (outcome is DeskOutcome.Invalid invalid)
        {
            ModelState.AddModelError(fieldOf(invalid.Code), texts[$"invalid.{invalid.Code}"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        // What was typed is kept; sending it again is agreeing with what the case is now.
        Refused = true;
        ModelState.Remove(nameof(Revision));
        Revision = Subject.Revision;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
