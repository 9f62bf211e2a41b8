using Collegue.Access;
using Collegue.Storage.Organisations;
using Collegue.Workers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin;

/// <summary>Says what goes before it goes.</summary>
[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class KnowledgeDeleteModel(KnowledgeSources sources, SourceControl control) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public SourceCard Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await sources.FindAsync(Id, cancellation) is not { } card)
        {
            return NotFound();
        }

        Card = card;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await control.DeleteAsync(Id, User.Acting().AgentId, cancellation))
        {
            return NotFound();
        }

        TempData["done"] = "deleted";
        return RedirectToPage("/Admin/Knowledge", null, null);
    }
}
