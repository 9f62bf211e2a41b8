using Collegue.Pages.Steering.Incidents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Desk.Incidents;

/// <summary>Tells the agent what their report found, and who takes it from there.</summary>
internal sealed class ReportedModel(IncidentReader reader) : PageModel
{
    public IncidentView View { get; private set; } = null!;

    public bool MayDecide => IncidentRoles.Deciding.Split(',').Any(User.IsInRole);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(id, 1, onlyByHand: false, cancellation) is not { } view)
        {
            return NotFound();
        }

        View = view;
        return Page();
    }
}
