using Collegue.Access;
using Collegue.Casework.Mandates;
using Collegue.Pages.Citizen;
using Collegue.Pages.Desk;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Steering.Mandates;

/// <summary>Replies that left by themselves and were drawn to be read afterwards.</summary>
[PrivatePage]
internal sealed class AuditsModel(ReplyAudits audits, Wording wording, IOptions<MandateOptions> options) : PageModel
{
    [BindProperty]
    public Guid ReplyId { get; set; }

    [BindProperty]
    public bool? Right { get; set; }

    public IReadOnlyList<AuditedReply> Replies { get; private set; } = [];

    public bool Done { get; private set; }

    public int Share => options.Value.AuditPercent;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Done = TempData["audited"] is true;
        Replies = await audits.PendingAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!User.IsInRole(nameof(Roles.Manager)) && !User.IsInRole(nameof(Roles.Approver)))
        {
            return Forbid();
        }

        if (Right is not { } right || !await audits.AnswerAsync(ReplyId, right, User.Acting(), cancellation))
        {
            return NotFound();
        }

        TempData["audited"] = true;
        return RedirectToPage("/Steering/Mandates/Audits");
    }

    public string NameOf(AuditedReply reply) => wording.Task(reply.Task);
}
