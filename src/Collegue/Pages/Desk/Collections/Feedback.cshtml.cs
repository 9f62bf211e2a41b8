using Collegue.Access;
using Collegue.Pages.Desk.Assistant.Keeping;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Collections;

/// <summary>What agents say of answers, for those who own the sources.</summary>
internal sealed class FeedbackModel(FeedbackList list, RightsReader rights) : PageModel
{
    private const string Address = "~/desk/knowledge/feedback";

    /// <summary>Shows what was put aside.</summary>
    [FromQuery(Name = "settled")]
    public bool Settled { get; set; }

    [FromQuery(Name = "p")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public Guid Feedback { get; set; }

    public FeedbackPage List { get; private set; } = null!;

    /// <summary>What was just put aside, to take it back.</summary>
    public Guid? JustSettled { get; private set; }

    public bool JustReopened { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        JustSettled = TempData["settled"] is Guid settled ? settled : null;
        JustReopened = TempData["reopened"] is true;
        List = await list.ReadAsync(await rights.OfAsync(User, cancellation), Settled, Number, cancellation);
    }

    public Task<IActionResult> OnPostSettleAsync(CancellationToken cancellation) => SettleAsync(settled: true, cancellation);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken cancellation) => SettleAsync(settled: false, cancellation);

    private async Task<IActionResult> SettleAsync(bool settled, CancellationToken cancellation)
    {
        if (!await list.SettleAsync(await rights.OfAsync(User, cancellation), Feedback, settled, User.Acting().AgentId, cancellation))
        {
            return NotFound();
        }

        TempData[settled ? "settled" : "reopened"] = settled ? Feedback : true;
        return Redirect(Url.Content(Address));
    }
}
