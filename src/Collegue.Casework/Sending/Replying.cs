using Collegue.Casework.Mandates;
using Collegue.Casework.Mandates.Vigilance;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Sending;

/// <summary>Makes the reply of a case and sends it, in the transaction of the caller, which holds the row of the case.</summary>
public sealed class Replying(
    CollegueDb db, OrganisationScope scope, AuditTrail trail, Dispatch dispatch, ReplyFiles files, OrganisationDirectory directory, EvidenceRecorder evidence, PlantedErrors planted,
    TimeProvider clock)
{
    /// <summary>A draft with its sentences and citations.</summary>
    internal IQueryable<Draft> DraftOf(Guid caseId, Guid draftId) =>
        db.Drafts.AsSplitQuery().Include(row => row.Sentences.OrderBy(sentence => sentence.Position)).ThenInclude(sentence => sentence.Citations)
            .Where(row => row.Id == draftId && row.CaseId == caseId);

    /// <summary>The reply as it would be stored; nothing is written.</summary>
    /// <param name="agentId">Who sends it; null when the colleague does under its mandate.</param>
    internal async Task<Reply> ComposeAsync(Case subject, Draft? draft, string text, Guid? agentId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var reply = new Reply
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            CaseId = subject.Id,
            DraftId = draft?.Id,
            AgentId = agentId,
            SignedBy = await SignatureAsync(subject, cancellation),
            Text = text,
            SentAt = now,
        };
        reply.Sources.AddRange(ReplySources.StillQuoted(reply, draft));
        return reply;
    }

    /// <summary>Stores the reply with the review of its draft, and makes it leave by the channel its citizen chose.</summary>
    internal async Task StoreAsync(Case subject, Draft? draft, string text, Guid? agentId, string trackingLink, CancellationToken cancellation)
    {
        await planted.RefuseAsync(subject.Id, text, cancellation);
        var reply = await ComposeAsync(subject, draft, text, agentId, cancellation);
        db.Replies.Add(reply);

        var words = draft is null ? 0 : WordChanges.Count(draft.Text, text);
        if (draft is not null)
        {
            draft.State = DraftState.Sent;
            if (agentId is { } reviewer)
            {
                db.Reviews.Add(ReviewRows.Sent(draft, reviewer, words, reply.SentAt));
            }
        }

        var letterId = await dispatch.LeaveAsync(subject, reply, trackingLink, cancellation);
        await RecordEvidenceAsync(subject, draft, text, agentId, cancellation);
        await db.SaveChangesAsync(cancellation);
        await files.LeaveWithAsync(reply, letterId, cancellation);
        await trail.AppendAsync(
            new AuditFact(agentId is null ? Actor.Colleague : Actor.Agent, "reply.sent", subject.Id, reply.Id, agentId,
                $"draft={(draft is null ? "none" : draft.Engine)};words={words};sources={reply.Sources.Count}"),
            cancellation);
    }

    /// <summary>Nobody reviewed what the colleague sends by itself: that counts once it is audited.</summary>
    private async Task RecordEvidenceAsync(Case subject, Draft? draft, string text, Guid? agentId, CancellationToken cancellation)
    {
        if (draft is null)
        {
            await evidence.WrittenAloneAsync(subject, text, cancellation);
        }
        else if (agentId is not null)
        {
            await evidence.ReviewedAsync(subject, draft, text, cancellation);
            await planted.ReviewedAsync(subject, draft, seen: true, cancellation);
        }
    }

    private async Task<string> SignatureAsync(Case subject, CancellationToken cancellation)
    {
        var organisation = (await directory.FindAsync(scope.Current, cancellation))!.Name;
        var department = subject.DepartmentId is null ? null
            : await db.Departments.Where(row => row.Id == subject.DepartmentId).Select(row => row.Name).SingleOrDefaultAsync(cancellation);
        return department is null ? organisation : $"{department}, {organisation}";
    }
}
