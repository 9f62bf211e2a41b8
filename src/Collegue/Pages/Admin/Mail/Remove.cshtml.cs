using Collegue.Access;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin.Mail;

/// <summary>Says what stays before the mailbox goes.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class RemoveModel(MailKeeping keeping) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public string Address { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await keeping.MailboxAsync(Id, cancellation) is not { } mailbox)
        {
            return NotFound();
        }

        Address = mailbox.Address;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await keeping.RemoveAsync(Id, User.Acting().AgentId, cancellation))
        {
            return NotFound();
        }

        TempData["done"] = "removed";
        return RedirectToPage("/Admin/Mail/Index", null, null);
    }
}
