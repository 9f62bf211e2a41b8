using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>Who writes the reply of a case, as somebody else on that case is told.</summary>
/// <param name="TakenFrom">The agent it was taken over from; only they are told.</param>
public sealed record LockView(Guid AgentId, string DisplayName, DateTimeOffset TakenAt, Guid? TakenFrom);

/// <summary>One agent says they write a reply; another one's send is refused until they take over. Ends after <see cref="Lasts"/> without a step of the writer.</summary>
public sealed class Locks(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(20);

    /// <summary>The lock in force; null when nobody writes.</summary>
    public async Task<LockView?> FindAsync(Guid caseId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await (from row in db.CaseLocks.AsNoTracking()
                      join agent in db.Users on row.AgentId equals agent.Id
                      where row.CaseId == caseId && row.EndsAt > now
                      select new LockView(row.AgentId, agent.DisplayName, row.TakenAt, row.TakenFromAgentId)).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Whether another agent writes: their reply must not be crossed.</summary>
    public async Task<bool> IsOthersAsync(Guid caseId, Guid agentId, CancellationToken cancellation) =>
        await FindAsync(caseId, cancellation) is { } held && held.AgentId != agentId;

    /// <summary>Takes the case to write on it, from whoever had it. Two who take at once: the second has it, the first is told.</summary>
    public async Task TakeAsync(Guid caseId, ActingAgent agent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO case_locks (organisation_id, case_id, agent_id, taken_at, ends_at) SELECT organisation_id, id, {agent.AgentId}, 0, 0 FROM cases WHERE organisation_id = {scope.Current} AND id = {caseId} ON CONFLICT DO NOTHING",
            cancellation);
        var taken = await db.CaseLocks.Where(row => row.CaseId == caseId).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.TakenFromAgentId, row => row.AgentId != agent.AgentId && row.EndsAt > now ? row.AgentId : row.EndsAt > now ? row.TakenFromAgentId : null)
            .SetProperty(row => row.TakenAt, row => row.AgentId == agent.AgentId && row.EndsAt > now ? row.TakenAt : now)
            .SetProperty(row => row.AgentId, agent.AgentId)
            .SetProperty(row => row.EndsAt, now + Lasts), cancellation);
        if (taken == 0)
        {
            return;
        }

        if (await db.CaseLocks.Where(row => row.CaseId == caseId && row.TakenAt == now).Select(row => row.TakenFromAgentId).SingleOrDefaultAsync(cancellation) is { } from)
        {
            await trail.AppendAsync(new AuditFact(Actor.Agent, "case.lock-taken", caseId, from, agent.AgentId), cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Lets go; nothing when another agent has it.</summary>
    public Task LeaveAsync(Guid caseId, Guid agentId, CancellationToken cancellation) =>
        db.CaseLocks.Where(row => row.CaseId == caseId && row.AgentId == agentId).ExecuteDeleteAsync(cancellation);

    /// <summary>A step of the writer: it lasts on.</summary>
    public Task ProlongAsync(Guid caseId, Guid agentId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.CaseLocks.Where(row => row.CaseId == caseId && row.AgentId == agentId && row.EndsAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsAt, now + Lasts), cancellation);
    }
}
