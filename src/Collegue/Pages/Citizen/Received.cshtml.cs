using Collegue.Casework.Intake;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;

namespace Collegue.Pages.Citizen;

[NeedsOrganisation]
[PrivatePage]
internal sealed class ReceivedModel(CitizenDesk desk, CitizenPageTools tools) : CitizenPage(tools)
{
    public Case Subject { get; private set; } = null!;

    public string Link => TrackingLink(Subject.TrackingToken);

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await desk.FindAsync(token, HttpContext.RequestAborted) is not { } found)
        {
            return RedirectToPage("Case", new { token });
        }

        Subject = found;
        return Page();
    }
}
