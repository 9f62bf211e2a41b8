using Collegue.Casework.Intake;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>Answers what citizens ask about the handling of their case. The citizen reads the answer on the tracking page, and by e-mail when there is an address.</summary>
public sealed class CitizenRequests(CollegueDb db, AuditTrail trail, Letters letters, TimeProvider clock)
{
    public const int MaxAnswerLength = 10_000;

    /// <summary>An answer is given once: a second agent finds the request answered.</summary>
    public async Task<DeskOutcome> AnswerAsync(
        Guid requestId, string? answer, ActingAgent agent, Func<string, string> trackingLink, CancellationToken cancellation)
    {
        var clean = PlainText.Clean(answer ?? "");
        if (clean.Length is 0 or > MaxAnswerLength)
        {
            return new DeskOutcome.Invalid(clean.Length == 0 ? "text-empty" : "text-long");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        var taken = await db.CitizenRequests.Where(row => row.Id == requestId && row.AnsweredAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Answer, clean).SetProperty(row => row.AnsweredAt, now).SetProperty(row => row.AnsweredByAgentId, agent.AgentId), cancellation);
        var request = await db.CitizenRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == requestId, cancellation);
        if (taken == 0 || request is null)
        {
            return request is null ? new DeskOutcome.NotFound() : new DeskOutcome.Conflict();
        }

        var subject = await db.Cases.AsNoTracking().SingleAsync(row => row.Id == request.CaseId, cancellation);
        await letters.AnswerRequestAsync(subject, clean, trackingLink(subject.TrackingToken), cancellation);
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, "request.answered", request.CaseId, requestId, agent.AgentId, $"kind={request.Kind}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done();
    }
}
