using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>Closes cases that need no reply, with the reason; the citizen reads it on the tracking page and can write again.</summary>
public sealed class Closings(CollegueDb db, CaseTurn turn, TimeProvider clock)
{
    /// <summary>What an agent may choose.</summary>
    public static IReadOnlyList<ClosingReason> Reasons { get; } = [.. Enum.GetValues<ClosingReason>().Where(reason => reason != ClosingReason.Merged)];

    /// <summary>The closing in force of a case; null when it is open or was answered.</summary>
    public async Task<CaseClosing?> FindAsync(Case subject, CancellationToken cancellation) =>
        subject.State == CaseState.Answered
            ? await db.CaseClosings.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == subject.Id && row.ClosedAt == subject.AnsweredAt, cancellation)
            : null;

    public Task<DeskOutcome> CloseAsync(Guid caseId, int? revision, ClosingReason? reason, string? note, ActingAgent agent, CancellationToken cancellation) =>
        turn.TakeAsync(caseId, revision, async subject =>
        {
            if (reason is not { } chosen || !Reasons.Contains(chosen))
            {
                return new DeskOutcome.Invalid("closing-reason-missing");
            }

            if (subject.State is CaseState.Answered or CaseState.Leaving)
            {
                return new DeskOutcome.Conflict();
            }

            await StoreAsync(subject, chosen, note, null, agent, cancellation);
            await turn.RecordAsync("case.closed", caseId, null, agent, $"reason={chosen}", cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>Opens again what was closed by mistake.</summary>
    public Task<DeskOutcome> ReopenAsync(Guid caseId, int revision, ActingAgent agent, CancellationToken cancellation) =>
        turn.TakeAsync(caseId, revision, async subject =>
        {
            if (await FindAsync(subject, cancellation) is not { Reason: not ClosingReason.Merged } closing)
            {
                return new DeskOutcome.Conflict();
            }

            await OpenAsync(subject, closing, cancellation);
            await turn.RecordAsync("case.reopened", caseId, null, agent, null, cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    internal async Task StoreAsync(Case subject, ClosingReason reason, string? note, Guid? mergedInto, ActingAgent agent, CancellationToken cancellation)
    {
        // Stored to the millisecond: the closing in force is the one of the same instant as the case.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        await db.CaseClosings.Where(row => row.CaseId == subject.Id).ExecuteDeleteAsync(cancellation);
        db.CaseClosings.Add(new CaseClosing
        {
            OrganisationId = subject.OrganisationId,
            CaseId = subject.Id,
            Reason = reason,
            Note = string.IsNullOrWhiteSpace(note) ? null : ReplyText.Clean(note)[..Math.Min(ReplyText.Clean(note).Length, 1000)],
            MergedIntoId = mergedInto,
            StateBefore = subject.State,
            AgentId = agent.AgentId,
            ClosedAt = now,
        });
        subject.State = CaseState.Answered;
        subject.AnsweredAt = now;
    }

    internal async Task OpenAsync(Case subject, CaseClosing closing, CancellationToken cancellation)
    {
        subject.State = closing.StateBefore;
        subject.AnsweredAt = null;
        await db.CaseClosings.Where(row => row.CaseId == subject.Id).ExecuteDeleteAsync(cancellation);
    }
}
