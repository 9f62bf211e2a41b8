using Collegue.Access;
using Collegue.Casework.Reviewing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>"I write this reply", and letting go; always back on the case.</summary>
internal sealed class LockModel(Locks locks) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public IActionResult OnGet() => Back();

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancellation)
    {
        await locks.TakeAsync(Id, User.Acting(), cancellation);
        TempData[ReviewPage.DoneKey] = "locked";
        return Back();
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellation)
    {
        await locks.LeaveAsync(Id, User.Acting().AgentId, cancellation);
        TempData[ReviewPage.DoneKey] = "unlocked";
        return Back();
    }

    private RedirectResult Back() => Redirect(Url.Content($"~/desk/case/{Id}"));
}
