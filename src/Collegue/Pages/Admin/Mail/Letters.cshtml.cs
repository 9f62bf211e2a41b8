using Collegue.Storage.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin.Mail;

/// <summary>Letters that did not arrive, or not yet.</summary>
internal sealed class LettersModel(MailKeeping keeping) : PageModel
{
    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<OutboxMessage> Letters { get; private set; } = [];

    public int Pages { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        (var total, Letters) = await keeping.TroubledAsync(PageNumber, cancellation);
        Pages = (total + MailKeeping.PerPage - 1) / MailKeeping.PerPage;
    }
}
