using Collegue.Access;
using Collegue.Pages.Desk.Assistant.Keeping;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Assistant;

/// <summary>Deletes all of the agent's own conversations, once confirmed.</summary>
internal sealed class DeleteAllModel(ConversationDesk desk) : PageModel
{
    public int Count { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Count = await desk.Of(User.Acting().AgentId).CountAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await desk.DeleteAllAsync(User.Acting().AgentId, cancellation);
        TempData["done"] = "all-deleted";
        return Redirect(Url.Assistant());
    }
}
