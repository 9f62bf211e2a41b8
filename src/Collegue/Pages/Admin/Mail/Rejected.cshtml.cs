using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Collegue.Pages.Admin.Mail;

/// <summary>Mails that made no case, each with its reason.</summary>
internal sealed class RejectedModel(MailKeeping keeping) : PageModel
{
    public static readonly string[] Reasons =
    [
        "automatic", "auto-reply", "bounce", "charset", "duplicate", "empty", "encrypted", "invalid", "loop", "mailing-list", "no-sender", "own-address", "own-copy",
        "read-receipt", "spam", "too-large", "too-many", "unreadable",
    ];

    [FromQuery(Name = "q")]
    public string? Words { get; set; }

    [FromQuery(Name = "reason")]
    public string? Reason { get; set; }

    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<IncomingMail> Mails { get; private set; } = [];

    public int Pages { get; private set; }

    public bool MayOpen => User.IsInRole(nameof(Roles.Administrator));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        (var total, Mails) = await keeping.RejectedAsync(Words, Reason, PageNumber, cancellation);
        Pages = (total + MailKeeping.PerPage - 1) / MailKeeping.PerPage;
    }
}
