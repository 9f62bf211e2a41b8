using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Channels;

/// <summary>What the citizen takes home: number, tracking address and code, also in large print.</summary>
internal sealed class ReceiptModel(CollegueDb db) : PageModel
{
    public Case Subject { get; private set; } = null!;

    public bool IsLarge { get; private set; }

    /// <summary>A message was added to an earlier case.</summary>
    public bool WasAdded { get; private set; }

    public string Link => HttpContext.TrackingLink(Subject.TrackingToken);

    public string FindAddress => HttpContext.FindAddress();

    public string Code => TrackingCode.Of(Subject.TrackingToken);

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery] string? size, [FromQuery] string? added, CancellationToken cancellation)
    {
        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } subject)
        {
            return NotFound();
        }

        (Subject, IsLarge, WasAdded) = (subject, size == "large", added == "true");
        Response.Headers.CacheControl = "no-store";
        return Page();
    }
}
