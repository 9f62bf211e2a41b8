using Collegue.Casework.Deadlines;
using Collegue.Casework.Intake;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Citizen;

[NeedsOrganisation]
[PrivatePage]
internal sealed class ReceivedModel(CitizenDesk desk, ClockReader clocks, CitizenPageTools tools) : CitizenPage(tools)
{
    public Case Subject { get; private set; } = null!;

    /// <summary>When the town hall means to have answered.</summary>
    public DateTimeOffset ExpectedAt { get; private set; }

    public string Link => TrackingLink(Subject.TrackingToken);

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await desk.FindAsync(token, HttpContext.RequestAborted) is not { } found)
        {
            return RedirectToPage("Case", new { token });
        }

        Subject = found;
        ExpectedAt = (await clocks.OfAsync(found.Id, HttpContext.RequestAborted)).Row?.ObjectiveAt ?? found.DueAt;
        return Page();
    }
}
