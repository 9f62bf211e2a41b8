using Collegue.Access;
using Collegue.Casework.Sending;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Mail;

/// <summary>The button beside a letter that did not arrive; it has no page of its own.</summary>
internal sealed class SendAgainModel(LetterDesk desk) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Desk/Index");

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await desk.SendAgainAsync(id, User.Acting(), cancellation) is not { } caseId)
        {
            return NotFound();
        }

        return RedirectToPage("/Desk/Case", null, new { id = caseId }, "case-mail");
    }
}
