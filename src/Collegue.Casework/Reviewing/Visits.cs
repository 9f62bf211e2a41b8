using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>Another agent who has the case open.</summary>
public sealed record OtherVisitor(string DisplayName, DateTimeOffset SeenAt);

/// <summary>Tells the second agent on a case who is already there. Nothing is kept beyond <see cref="Fresh"/>.</summary>
public sealed class Visits(CollegueDb db, OrganisationScope scope, TimeProvider clock)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<OtherVisitor>> EnterAsync(Guid caseId, Guid agentId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.CaseVisits.Where(row => row.SeenAt < now - Fresh).ExecuteDeleteAsync(cancellation);
        var renewed = await db.CaseVisits.Where(row => row.CaseId == caseId && row.AgentId == agentId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAt, now), cancellation);
        if (renewed == 0)
        {
            db.CaseVisits.Add(new CaseVisit { OrganisationId = scope.Current, CaseId = caseId, AgentId = agentId, SeenAt = now });
            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateException)
            {
                // The same agent opened the case twice at once: one visit is enough.
                db.ChangeTracker.Clear();
            }
        }

        return await (from visit in db.CaseVisits.AsNoTracking()
                      join agent in db.Users on visit.AgentId equals agent.Id
                      where visit.CaseId == caseId && visit.AgentId != agentId
                      orderby visit.SeenAt descending
                      select new OtherVisitor(agent.DisplayName, visit.SeenAt)).ToListAsync(cancellation);
    }

    public Task LeaveAsync(Guid caseId, Guid agentId, CancellationToken cancellation) =>
        db.CaseVisits.Where(row => row.CaseId == caseId && row.AgentId == agentId).ExecuteDeleteAsync(cancellation);
}
