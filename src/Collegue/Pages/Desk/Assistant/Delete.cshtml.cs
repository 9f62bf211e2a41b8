using Collegue.Access;
using Collegue.Pages.Desk.Assistant.Keeping;
using Collegue.Storage.Conversations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>Deletes one of the agent's own conversations, once confirmed.</summary>
internal sealed class DeleteModel(ConversationDesk desk) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public Conversation Conversation { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, User.Acting().AgentId, cancellation) is not { } found)
        {
            return NotFound();
        }

        Conversation = found;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await desk.DeleteAsync(Id, User.Acting().AgentId, cancellation))
        {
            return NotFound();
        }

        TempData["done"] = "deleted";
        return Redirect(Url.Assistant());
    }
}
