using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Reviewing;

internal sealed record WaitingSignature(Guid Id, string Number, string Subject, string By, DateTimeOffset AskedAt, DateTimeOffset DueAt);

/// <summary>The replies that wait for a second signature.</summary>
internal sealed class ToSignModel(CollegueDb db, SecondSignatures signatures) : PageModel
{
    public IReadOnlyList<WaitingSignature> Waiting { get; private set; } = [];

    public string? Done { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Done = TempData[ReviewPage.DoneKey] as string;
        Waiting = await (from pending in signatures.Waiting()
                         join subject in db.Cases on pending.CaseId equals subject.Id
                         join agent in db.Users on pending.AgentId equals agent.Id
                         orderby pending.AskedAt
                         select new WaitingSignature(pending.Id, subject.Number, subject.Subject, agent.DisplayName, pending.AskedAt, subject.DueAt)).ToListAsync(cancellation);
    }
}
