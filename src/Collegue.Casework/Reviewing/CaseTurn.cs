using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>
/// Takes the row of a case for one act of an agent: others wait, and a form that showed an older revision changes nothing. The act,
/// its trace and the revision are one transaction.
/// </summary>
public sealed class CaseTurn(CollegueDb db, AuditTrail trail)
{
    /// <param name="revision">What the form showed; null when the act holds whatever happened in between.</param>
    internal async Task<DeskOutcome> TakeAsync(Guid caseId, int? revision, Func<Case, Task<DeskOutcome>> act, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await TakeAsync(caseId, revision, cancellation) is not { } subject)
        {
            return await db.Cases.AnyAsync(row => row.Id == caseId, cancellation) ? new DeskOutcome.Conflict() : new DeskOutcome.NotFound();
        }

        var outcome = await act(subject);
        if (outcome.IsKept)
        {
            await transaction.CommitAsync(cancellation);
        }
        else
        {
            db.ChangeTracker.Clear();
        }

        return outcome;
    }

    /// <summary>Takes another case in the transaction of the first.</summary>
    internal Task<Case?> TakeAlsoAsync(Guid caseId, CancellationToken cancellation) => TakeAsync(caseId, null, cancellation);

    internal async Task RecordAsync(string action, Guid caseId, Guid? subjectId, ActingAgent agent, string? detail, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, action, caseId, subjectId, agent.AgentId, detail), cancellation);
    }

    private async Task<Case?> TakeAsync(Guid caseId, int? revision, CancellationToken cancellation) =>
        await db.Cases.Where(row => row.Id == caseId && (revision == null || row.Revision == revision))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellation) == 0
            ? null
            : await db.Cases.SingleAsync(row => row.Id == caseId, cancellation);
}
