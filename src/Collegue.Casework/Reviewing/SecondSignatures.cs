using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Desk;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Reviewing;

/// <summary>Replies that need a second person: they wait until an approver, who is not their writer, signs them or sends them back.</summary>
public sealed class SecondSignatures(
    CollegueDb db, OrganisationScope scope, AuditTrail trail, CaseTurn turn, Departures departures, Replying replying, TimeProvider clock,
    IOptionsSnapshot<CaseworkOptions> options)
{
    /// <summary>Whether replies to this kind of task need it in this organisation.</summary>
    public Task<bool> IsNeededAsync(string? task, CancellationToken cancellation) => db.SignatureRules.AnyAsync(row => row.Task == task, cancellation);

    public async Task<IReadOnlyList<SignatureRule>> RulesAsync(CancellationToken cancellation) =>
        await db.SignatureRules.AsNoTracking().OrderBy(row => row.Task).ToListAsync(cancellation);

    /// <summary>Turns the second signature on or off for a kind of task; replies that wait keep waiting.</summary>
    public async Task SetAsync(string task, bool needed, ActingAgent agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var known = await db.SignatureRules.SingleOrDefaultAsync(row => row.Task == task, cancellation);
        if (needed == known is not null)
        {
            return;
        }

        if (known is not null)
        {
            db.SignatureRules.Remove(known);
        }
        else
        {
            db.SignatureRules.Add(new SignatureRule { OrganisationId = scope.Current, Task = task, AgentId = agent.AgentId, SetAt = clock.GetUtcNow() });
        }

        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, needed ? "signature.required" : "signature.not-required", null, null, agent.AgentId, $"task={task}"), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The reply of a case that waits for a signature, or the last one sent back while nothing was sent since; null when there is none.</summary>
    public async Task<PendingReply?> OfCaseAsync(Guid caseId, CancellationToken cancellation) =>
        await db.PendingReplies.AsNoTracking().Where(row => row.CaseId == caseId).OrderByDescending(row => row.AskedAt).Take(1)
            .Where(row => row.State == PendingState.Waiting || row.State == PendingState.SentBack).SingleOrDefaultAsync(cancellation);

    /// <summary>Replies that wait, oldest first.</summary>
    public IQueryable<PendingReply> Waiting() => db.PendingReplies.AsNoTracking().Where(row => row.State == PendingState.Waiting).OrderBy(row => row.AskedAt);

    /// <summary>Puts a reply before an approver, in place of one that waited; in the transaction of the caller, which holds the row of the case.</summary>
    internal async Task AskAsync(Case subject, Draft? draft, Guid lastMessageId, string text, ActingAgent agent, CancellationToken cancellation)
    {
        await db.PendingReplies.Where(row => row.CaseId == subject.Id && row.State == PendingState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, PendingState.Withdrawn), cancellation);
        var now = clock.GetUtcNow();
        var pending = new PendingReply
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            CaseId = subject.Id,
            DraftId = draft?.Id,
            LastMessageId = lastMessageId,
            Text = text,
            AgentId = agent.AgentId,
            AskedAt = now,
        };
        db.PendingReplies.Add(pending);
        await turn.RecordAsync("signature.asked", subject.Id, pending.Id, agent, null, cancellation);
    }

    /// <summary>Signs: the reply leaves as its writer's, after the seconds to think again.</summary>
    public Task<DeskOutcome> ApproveAsync(Guid pendingId, ActingAgent approver, Func<string, string> trackingLink, CancellationToken cancellation) =>
        DecideAsync(pendingId, approver, async (subject, pending) =>
        {
            var draft = pending.DraftId is { } id ? await replying.DraftOf(subject.Id, id).SingleOrDefaultAsync(cancellation) : null;
            if (await db.Messages.NewestOfAsync(subject.Id, cancellation) != pending.LastMessageId || draft is not (null or { State: DraftState.Ready }))
            {
                return new DeskOutcome.Stale();
            }

            pending.State = PendingState.Approved;
            await turn.RecordAsync("signature.given", subject.Id, pending.Id, approver, null, cancellation);
            var (link, leavesAt) = (trackingLink(subject.TrackingToken), clock.GetUtcNow().AddSeconds(options.Value.UndoSeconds));
            await (options.Value.UndoSeconds > 0
                ? departures.PlanAsync(subject, draft, pending.LastMessageId, pending.Text, pending.AgentId, link, leavesAt, cancellation)
                : replying.StoreAsync(subject, draft, pending.Text, pending.AgentId, link, cancellation));
            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>Sends the reply back to its writer with what is wrong.</summary>
    public Task<DeskOutcome> SendBackAsync(Guid pendingId, string? note, ActingAgent approver, CancellationToken cancellation) =>
        DecideAsync(pendingId, approver, async (subject, pending) =>
        {
            if (string.IsNullOrWhiteSpace(note) || note.Length > 2000)
            {
                return new DeskOutcome.Invalid("signature-note");
            }

            (pending.State, pending.Note) = (PendingState.SentBack, ReplyText.Clean(note));
            await turn.RecordAsync("signature.refused", subject.Id, pending.Id, approver, null, cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    private async Task<DeskOutcome> DecideAsync(Guid pendingId, ActingAgent approver, Func<Case, PendingReply, Task<DeskOutcome>> decide, CancellationToken cancellation)
    {
        var caseId = await db.PendingReplies.Where(row => row.Id == pendingId).Select(row => (Guid?)row.CaseId).SingleOrDefaultAsync(cancellation);
        return caseId is not { } id ? new DeskOutcome.NotFound() : await turn.TakeAsync(id, null, async subject =>
        {
            var pending = await db.PendingReplies.SingleAsync(row => row.Id == pendingId, cancellation);
            if (pending.State != PendingState.Waiting || subject.State is CaseState.Leaving)
            {
                return new DeskOutcome.Conflict();
            }

            if (pending.AgentId == approver.AgentId)
            {
                return new DeskOutcome.Invalid("signature-own");
            }

            (pending.DecidedByAgentId, pending.DecidedAt) = (approver.AgentId, clock.GetUtcNow());
            return await decide(subject, pending);
        }, cancellation);
    }
}
