using Collegue.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Collections;

/// <summary>What owners of content should write about.</summary>
internal sealed class QuestionsModel(QuestionReader reader, CollectionShelf shelf, RightsReader rights) : PageModel
{
    /// <summary>Shows those put aside.</summary>
    [FromQuery(Name = "settled")]
    public bool Settled { get; set; }

    [FromQuery(Name = "p")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public Guid Question { get; set; }

    public QuestionPage Questions { get; private set; } = null!;

    /// <summary>Where this agent may give a file that answers; null when there is no such collection.</summary>
    public string? WritesIn { get; private set; }

    public bool MayCreate { get; private set; }

    /// <summary>What was just put aside, to take it back.</summary>
    public Guid? JustSettled { get; private set; }

    public bool JustReopened { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        JustSettled = TempData["settled"] is Guid question ? question : null;
        JustReopened = TempData["reopened"] is true;
        Questions = await reader.ListAsync(Settled, Number, cancellation);
        var agent = await rights.OfAsync(User, cancellation);
        MayCreate = agent.MayCreate;
        WritesIn = await shelf.GivenByHandAsync(agent, cancellation);
    }

    public async Task<IActionResult> OnPostSettleAsync(CancellationToken cancellation)
    {
        if (!await reader.SettleAsync(Question, settled: true, User.Acting().AgentId, cancellation))
        {
            return NotFound();
        }

        TempData["settled"] = Question;
        return RedirectToPage("/Desk/Collections/Questions", null, null);
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken cancellation)
    {
        if (!await reader.SettleAsync(Question, settled: false, User.Acting().AgentId, cancellation))
        {
            return NotFound();
        }

        TempData["reopened"] = true;
        return RedirectToPage("/Desk/Collections/Questions", null, null);
    }
}
