using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Channels;

/// <summary>How to reach a citizen, and by which channel they want their reply.</summary>
internal sealed class ContactModel(CollegueDb db, ContactDesk desk, ChannelChoices choices, IStringLocalizer<ChannelTexts> texts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? PostalAddress { get; set; }

    [BindProperty]
    public string? ReplyBy { get; set; }

    public string Number { get; private set; } = "";

    public IEnumerable<SelectListItem> Replies => choices.Replies;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } subject)
        {
            return NotFound();
        }

        (Number, Revision, Name, Email, Phone, PostalAddress, ReplyBy) =
            (subject.Number, subject.Revision, subject.CitizenName, subject.CitizenEmail, subject.CitizenPhone, subject.PostalAddress, subject.ReplyBy?.ToString());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (ListedChoice.Read<ReplyChannel>(ReplyBy) is not { } channel)
        {
            ModelState.AddModelError(nameof(ReplyBy), texts["problem.reply-by"]);
            return await AgainAsync(StatusCodes.Status422UnprocessableEntity, cancellation);
        }

        switch (await desk.ChangeAsync(Id, Revision, new Contact(Name, Email, Phone, PostalAddress, channel), User.Acting(), cancellation))
        {
            case ContactOutcome.Done:
                return RedirectToPage("/Desk/Case", "", new { id = Id });
            case ContactOutcome.Invalid invalid:
                foreach (var problem in invalid.Problems)
                {
                    ModelState.AddModelError(problem.Field.ToString(), texts[$"problem.{problem.Code}", problem.Detail ?? ""]);
                }

                return await AgainAsync(StatusCodes.Status422UnprocessableEntity, cancellation);
            case ContactOutcome.Conflict:
                ModelState.AddModelError("", texts["problem.conflict"]);
                ModelState.Remove(nameof(Revision));
                Revision = (await FindAsync(cancellation))?.Revision ?? 0;
                return await AgainAsync(StatusCodes.Status409Conflict, cancellation);
            default:
                return NotFound();
        }
    }

    private Task<Case?> FindAsync(CancellationToken cancellation) => db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, cancellation);

    private async Task<IActionResult> AgainAsync(int status, CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } subject)
        {
            return NotFound();
        }

        Number = subject.Number;
        Response.StatusCode = status;
        return Page();
    }
}
