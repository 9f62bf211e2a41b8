using Collegue.Access;
using Collegue.Casework.Reviewing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>The notes that call the agent who looks.</summary>
internal sealed class MentionsModel(Notes notes) : PageModel
{
    public IReadOnlyList<MentionView> Calling { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Calling = await notes.CallingAsync(User.Acting().AgentId, cancellation);

    public async Task<IActionResult> OnPostAsync(Guid note, CancellationToken cancellation)
    {
        await notes.ReadAsync(note, User.Acting().AgentId, cancellation);
        return Redirect(Url.Content("~/desk/mentions"));
    }
}
