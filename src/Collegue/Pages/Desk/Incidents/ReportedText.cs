using System.Security.Claims;
using Collegue.Pages.Desk.Collections;
using Collegue.Storage;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Incidents;

/// <summary>What an error is reported on.</summary>
/// <param name="Sentences">To choose from; none for a whole document.</param>
internal sealed record Reported(string Title, IReadOnlyList<string> Sentences, Guid? CaseId, bool FromModel, bool Cited);

/// <summary>Finds it, as far as the agent may read it.</summary>
internal sealed class ReportedText(CollegueDb db, OrganisationScope scope, RightsReader rights)
{
    public async Task<Reported?> FindAsync(Guid? reply, Guid? passage, Guid? document, ClaimsPrincipal agent, CancellationToken cancellation) =>
        reply is { } sent ? await OfReplyAsync(sent, cancellation)
        : passage is { } cited ? await OfPassageAsync(cited, agent, cancellation)
        : document is { } whole ? await OfDocumentAsync(whole, agent, cancellation)
        : null;

    private async Task<Reported?> OfReplyAsync(Guid id, CancellationToken cancellation)
    {
        var found = await (from reply in db.Replies.AsNoTracking()
                           join subject in db.Cases on reply.CaseId equals subject.Id
                           where reply.OrganisationId == scope.Current && reply.Id == id
                           select new { reply.Text, subject.Number, reply.CaseId, reply.DraftId }).SingleOrDefaultAsync(cancellation);
        return found is null ? null
            : new Reported(found.Number, SentenceCuts.Texts(found.Text), found.CaseId,
                await db.Drafts.AnyAsync(row => row.Id == found.DraftId && row.Model != null, cancellation),
                await db.ReplySources.AnyAsync(row => row.ReplyId == id, cancellation));
    }

    private async Task<Reported?> OfPassageAsync(Guid id, ClaimsPrincipal agent, CancellationToken cancellation)
    {
        var found = await db.Passages.AsNoTracking().Include(row => row.Document!.Collection).SingleOrDefaultAsync(row => row.Id == id, cancellation);
        return found is null || !(await rights.OfAsync(agent, cancellation)).MayRead(found.Document!.Collection!)
            ? null
            : new Reported(found.Document!.Title, SentenceCuts.Texts(found.Text), null, false, true);
    }

    private async Task<Reported?> OfDocumentAsync(Guid id, ClaimsPrincipal agent, CancellationToken cancellation)
    {
        var found = await db.Documents.AsNoTracking().Include(row => row.Collection).SingleOrDefaultAsync(row => row.Id == id, cancellation);
        return found is null || !(await rights.OfAsync(agent, cancellation)).MayRead(found.Collection!) ? null : new Reported(found.Title, [], null, false, true);
    }
}
