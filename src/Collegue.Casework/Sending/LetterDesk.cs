using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Sending;

/// <summary>What an agent does with a letter that did not arrive.</summary>
public sealed class LetterDesk(CollegueDb db, AuditTrail trail, TimeProvider clock)
{
    /// <summary>
    /// Sends the same text as a new letter, to the address the case has now. Asked twice, one letter leaves. Null when there is no such
    /// letter, or nothing is wrong with it; else its case.
    /// </summary>
    public async Task<Guid?> SendAgainAsync(Guid letterId, ActingAgent agent, CancellationToken cancellation)
    {
        var letter = await db.OutboxMessages.AsNoTracking().SingleOrDefaultAsync(row => row.Id == letterId, cancellation);
        if (letter is not { CaseId: { } caseId, State: LetterState.Bounced or LetterState.Failed })
        {
            return null;
        }

        var address = await db.Cases.Where(row => row.Id == caseId).Select(row => row.CitizenEmail).SingleAsync(cancellation);
        var now = clock.GetUtcNow();
        var again = new OutboxMessage
        {
            OrganisationId = letter.OrganisationId,
            Id = Guid.CreateVersion7(now),
            CaseId = caseId,
            Recipient = address ?? letter.Recipient,
            Subject = letter.Subject,
            Body = letter.Body,
            Kind = letter.Kind,
            CreatedAt = now,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.OutboxMessages.Where(row => row.Id == letterId && row.SentAgainAs == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAgainAs, again.Id), cancellation) == 0)
        {
            return caseId;
        }

        // The files that could not leave with the first letter leave with this one.
        await db.ReplyFiles.Where(row => row.LetterId == letterId).ExecuteUpdateAsync(set => set.SetProperty(row => row.LetterId, again.Id), cancellation);
        db.OutboxMessages.Add(again);
        db.Jobs.Add(new Job { OrganisationId = letter.OrganisationId, Id = Guid.CreateVersion7(now), Kind = JobKinds.Deliver, SubjectId = again.Id, DueAt = now });
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, "letter.sent-again", caseId, again.Id, agent.AgentId), cancellation);
        await transaction.CommitAsync(cancellation);
        return caseId;
    }
}
