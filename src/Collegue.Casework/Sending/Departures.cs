using System.Globalization;
using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Sending;

/// <summary>
/// Replies that wait before they leave: for the seconds in which an agent may think again, or until a chosen hour.
/// Each call is made in the transaction of the caller, which holds the row of the case.
/// </summary>
public sealed class Departures(CollegueDb db, AuditTrail trail, TimeProvider clock)
{
    /// <summary>The case leaves the hands of agents until the reply has left or was stopped.</summary>
    /// <param name="agentId">Who sends it; null when the colleague does under its mandate.</param>
    internal async Task PlanAsync(
        Case subject, Draft? draft, Guid lastMessageId, string text, Guid? agentId, string trackingLink, DateTimeOffset leavesAt, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var departure = new Departure
        {
            OrganisationId = subject.OrganisationId,
            Id = Guid.CreateVersion7(now),
            CaseId = subject.Id,
            DraftId = draft?.Id,
            AgentId = agentId,
            LastMessageId = lastMessageId,
            Text = text,
            TrackingLink = trackingLink,
            PlannedAt = now,
            LeavesAt = leavesAt,
        };
        db.Departures.Add(departure);
        var job = FrontDesk.JobOf(subject, JobKinds.Depart, departure.Id, now);
        job.DueAt = leavesAt;
        db.Jobs.Add(job);
        subject.State = CaseState.Leaving;
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(
            new AuditFact(agentId is null ? Actor.Colleague : Actor.Agent, "reply.planned", subject.Id, departure.Id, agentId,
                string.Create(CultureInfo.InvariantCulture, $"leaves={leavesAt.ToUnixTimeMilliseconds()}")),
            cancellation);
    }

    /// <summary>
    /// Stops the reply that waits and gives the case back to agents, with the text that would have left; false when none waits,
    /// for instance because it left in between.
    /// </summary>
    internal async Task<bool> StopAsync(Case subject, string because, Actor actor, Guid? agentId, CancellationToken cancellation)
    {
        if (await Waiting(subject.Id).SingleOrDefaultAsync(cancellation) is not { } departure)
        {
            return false;
        }

        departure.State = DepartureState.Stopped;
        departure.StoppedBecause = because;
        departure.EndedAt = clock.GetUtcNow();
        subject.State = CaseState.ToReview;
        if (departure.DraftId is { } draftId && await db.Drafts.SingleAsync(row => row.Id == draftId, cancellation) is { State: DraftState.Ready } draft
            && draft.Text != departure.Text)
        {
            draft.EditedText = departure.Text;
            draft.EditedByAgentId = departure.AgentId;
            draft.EditedAt = departure.PlannedAt;
        }

        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(actor, "reply.stopped", subject.Id, departure.Id, agentId, $"because={because}"), cancellation);
        return true;
    }

    /// <summary>The reply of a case that waits to leave; one at most.</summary>
    public IQueryable<Departure> Waiting(Guid caseId) =>
        db.Departures.Where(row => row.CaseId == caseId && row.State == DepartureState.Waiting);

    /// <summary>What an agent wrote alone and stopped, when nothing left since: it is theirs to take up again. Null when there is none.</summary>
    public async Task<string?> StoppedTextAsync(Guid caseId, CancellationToken cancellation) =>
        await db.Departures.AsNoTracking().Where(row => row.CaseId == caseId).OrderByDescending(row => row.PlannedAt).Take(1)
            .Where(row => row.State == DepartureState.Stopped && row.DraftId == null).Select(row => row.Text).SingleOrDefaultAsync(cancellation);
}
