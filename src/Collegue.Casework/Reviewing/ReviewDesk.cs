using Collegue.Casework.Mandates;
using Collegue.Casework.Mandates.Vigilance;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Reviewing;

/// <summary>
/// What an agent does with a case. Every action carries the revision of the case its form showed: when somebody else changed
/// the case in between, nothing is written and <see cref="DeskOutcome.Conflict"/> is returned.
/// </summary>
public sealed class ReviewDesk(
    CollegueDb db, CaseTurn turn, Letters letters, Replying replying, Departures departures, EvidenceRecorder evidence, PlantedErrors planted, SecondSignatures signatures,
    TimeProvider clock, IOptionsSnapshot<CaseworkOptions> options)
{
    public const int MaxReplyLength = 50_000;

    /// <summary>Keeps what the agent made of the draft so far.</summary>
    public Task<DeskOutcome> SaveEditAsync(Guid caseId, Guid draftId, int revision, string text, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(caseId, revision, async _ =>
        {
            if (CheckText(text) is { } invalid)
            {
                return invalid;
            }

            var draft = await db.Drafts.SingleOrDefaultAsync(row => row.Id == draftId && row.CaseId == caseId, cancellation);
            if (draft is null || draft.State is DraftState.Rejected or DraftState.Sent or DraftState.Observed)
            {
                return new DeskOutcome.NotFound();
            }

            draft.EditedText = ReplyText.Clean(text);
            draft.EditedByAgentId = agent.AgentId;
            draft.EditedAt = clock.GetUtcNow();
            await turn.RecordAsync("draft.edited", caseId, draftId, agent, $"words={WordChanges.Count(draft.Text, draft.EditedText)}", cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>
    /// Sends the text to the citizen. With a draft, the review is recorded with what was changed; without one the agent wrote alone.
    /// </summary>
    /// <param name="lastMessageId">The newest message the form showed.</param>
    /// <param name="leavesAt">When it leaves; until then it may be stopped. At once when null or past.</param>
    public Task<DeskOutcome> SendAsync(
        Guid caseId, Guid? draftId, int revision, Guid lastMessageId, string text, ActingAgent agent, Func<string, string> trackingLink, DateTimeOffset? leavesAt,
        CancellationToken cancellation) =>
        ChangeAsync(caseId, revision, async subject =>
        {
            if (CheckText(text) is { } invalid)
            {
                return invalid;
            }

            if (leavesAt > clock.GetUtcNow().AddDays(options.Value.ScheduleDays))
            {
                return new DeskOutcome.Invalid("leaves-late");
            }

            if (await db.Messages.NewestOfAsync(caseId, cancellation) != lastMessageId)
            {
                return new DeskOutcome.Stale();
            }

            var draft = draftId is null ? null : await replying.DraftOf(caseId, draftId.Value).SingleOrDefaultAsync(cancellation);
            if (draftId is not null && draft is not { State: DraftState.Ready })
            {
                return draft is { State: DraftState.Stale } ? new DeskOutcome.Stale() : new DeskOutcome.NotFound();
            }

            var (clean, link) = (ReplyText.Clean(text), trackingLink(subject.TrackingToken));
            if (await planted.HoldAsync(subject, draft, clean, cancellation) is { } mended)
            {
                return new DeskOutcome.Held(mended);
            }

            if (await signatures.IsNeededAsync(subject.Task, cancellation))
            {
                await signatures.AskAsync(subject, draft, lastMessageId, clean, agent, cancellation);
                return new DeskOutcome.ToSign();
            }

            await (leavesAt > clock.GetUtcNow()
                ? departures.PlanAsync(subject, draft, lastMessageId, clean, agent.AgentId, link, leavesAt.Value, cancellation)
                : replying.StoreAsync(subject, draft, clean, agent.AgentId, link, cancellation));
            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>Stops a reply that has not left; the case and the text come back.</summary>
    public Task<DeskOutcome> StopAsync(Guid caseId, int revision, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(caseId, revision, async subject =>
            await departures.StopAsync(subject, "agent", Actor.Agent, agent.AgentId, cancellation) ? new DeskOutcome.Done() : new DeskOutcome.Conflict(),
            cancellation, whileLeaving: true);

    /// <summary>
    /// What <see cref="SendAsync"/> would send and store, from the same code; nothing is written. Null when there is no such case or draft.
    /// </summary>
    public async Task<ReplyPreview?> PreviewAsync(
        Guid caseId, Guid? draftId, string text, ActingAgent agent, Func<string, string> trackingLink, CancellationToken cancellation)
    {
        var subject = await db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == caseId, cancellation);
        var draft = draftId is null ? null : await replying.DraftOf(caseId, draftId.Value).AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (subject is null || (draftId is not null && draft is null))
        {
            return null;
        }

        var reply = await replying.ComposeAsync(subject, draft, ReplyText.Clean(text), agent.AgentId, cancellation);
        var letter = ReplyChannels.Of(subject) == ReplyChannel.Email
            ? await letters.WriteReplyAsync(subject, reply, trackingLink(subject.TrackingToken), cancellation)
            : null;
        return new ReplyPreview(reply, letter?.Recipient, letter?.Title, letter?.Body);
    }

    public Task<DeskOutcome> RejectAsync(
        Guid caseId, Guid draftId, int revision, string? reason, string? note, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(caseId, revision, async subject =>
        {
            if (reason is null || !RejectReasons.All.Contains(reason))
            {
                return new DeskOutcome.Invalid("reason-missing");
            }

            var draft = await db.Drafts.SingleOrDefaultAsync(row => row.Id == draftId && row.CaseId == caseId, cancellation);
            if (draft is null || draft.State is DraftState.Rejected or DraftState.Sent or DraftState.Observed)
            {
                return new DeskOutcome.NotFound();
            }

            await ReviewedAsync(subject, draft, reason is not ("needs-human" or "tone"), cancellation);
            draft.State = DraftState.Rejected;
            db.Reviews.Add(ReviewRows.Rejected(draft, agent.AgentId, reason, note, clock.GetUtcNow()));
            await turn.RecordAsync("draft.rejected", caseId, draftId, agent, $"reason={reason}", cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>Gives the case to a department and, when named, to one of its agents.</summary>
    public Task<DeskOutcome> ReassignAsync(
        Guid caseId, int revision, Guid departmentId, Guid? agentId, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(caseId, revision, async subject =>
        {
            if (!await db.Departments.AnyAsync(row => row.Id == departmentId, cancellation)
                || (agentId is not null && !await db.Memberships.AnyAsync(row => row.AgentId == agentId, cancellation)))
            {
                return new DeskOutcome.NotFound();
            }

            subject.DepartmentId = departmentId;
            subject.AssignedAgentId = agentId;
            await turn.RecordAsync("case.reassigned", caseId, departmentId, agent, agentId is null ? null : $"agent={agentId}", cancellation);
            return new DeskOutcome.Done();
        }, cancellation, whileLeaving: true);

    /// <summary>"A human answers": the draft is put aside and none is prepared any more for this case.</summary>
    public Task<DeskOutcome> TakeOverAsync(Guid caseId, int revision, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(caseId, revision, async subject =>
        {
            subject.HumanRequested = true;
            subject.Handling = Handling.Human;
            subject.AssignedAgentId = agent.AgentId;
            var drafts = await db.Drafts.Where(row => row.CaseId == caseId && (row.State == DraftState.Ready || row.State == DraftState.Stale)).ToListAsync(cancellation);
            foreach (var draft in drafts)
            {
                await ReviewedAsync(subject, draft, seen: false, cancellation);
                draft.State = DraftState.Rejected;
                db.Reviews.Add(ReviewRows.Rejected(draft, agent.AgentId, "needs-human", null, clock.GetUtcNow()));
            }

            await turn.RecordAsync("case.taken-over", caseId, null, agent, $"drafts={drafts.Count}", cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>A refusal is evidence; not that of a draft a later message had already put aside.</summary>
    private async Task ReviewedAsync(Case subject, Draft draft, bool seen, CancellationToken cancellation)
    {
        if (draft.State == DraftState.Ready)
        {
            await evidence.ReviewedAsync(subject, draft, null, cancellation);
        }

        await planted.ReviewedAsync(subject, draft, seen, cancellation);
    }

    private static DeskOutcome.Invalid? CheckText(string? text) =>
        string.IsNullOrWhiteSpace(text) ? new DeskOutcome.Invalid("text-empty")
        : text.Length > MaxReplyLength ? new DeskOutcome.Invalid("text-long")
        : null;

    /// <param name="whileLeaving">Whether it may be done to a case whose reply waits to leave.</param>
    private Task<DeskOutcome> ChangeAsync(
        Guid caseId, int revision, Func<Case, Task<DeskOutcome>> change, CancellationToken cancellation, bool whileLeaving = false) =>
        turn.TakeAsync(
            caseId, revision, async subject => subject.State == CaseState.Leaving && !whileLeaving ? new DeskOutcome.Conflict() : await change(subject), cancellation);
}
