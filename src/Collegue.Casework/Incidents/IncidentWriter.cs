using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Incidents;

/// <summary>Changes an incident once: the revision is taken first, so that of two forms of the same revision one is refused.</summary>
public sealed class IncidentWriter(CollegueDb db, OrganisationScope scope, AuditTrail trail)
{
    internal async Task<IncidentOutcome> ChangeAsync(
        Guid id, int revision, Func<Incident, Task<IncidentOutcome>> change, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var taken = await db.Incidents.Where(row => row.OrganisationId == scope.Current && row.Id == id && row.Revision == revision)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, revision + 1), cancellation);
        if (taken == 0)
        {
            return await db.Incidents.AnyAsync(row => row.Id == id, cancellation) ? new IncidentOutcome.Conflict() : new IncidentOutcome.NotFound();
        }

        var outcome = await change(await db.Incidents.SingleAsync(row => row.Id == id, cancellation));
        if (outcome is IncidentOutcome.Done or IncidentOutcome.MoreFound)
        {
            await transaction.CommitAsync(cancellation);
        }
        else
        {
            db.ChangeTracker.Clear();
        }

        return outcome;
    }

    internal async Task<IncidentOutcome> RecordAsync(
        Incident incident, string action, ActingAgent agent, string? detail, CancellationToken cancellation, Guid? caseId = null)
    {
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, action, caseId, incident.Id, agent.AgentId, detail), cancellation);
        return new IncidentOutcome.Done(incident.Id);
    }
}
