using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Desk;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>An agent who is away today, until when, and who is proposed instead.</summary>
public sealed record AbsentAgent(Guid AgentId, string DisplayName, DateOnly Until, Guid? ReplacementId, string? Replacement);

/// <summary>When agents are away: no reason is asked, nothing is counted; assignment proposes the replacement.</summary>
public sealed class Absences(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    /// <summary>The absence of an agent today; its replacement is left out when away too.</summary>
    public async Task<AbsentAgent?> TodayAsync(Guid agentId, CancellationToken cancellation)
    {
        var today = clock.Today();
        var current = await db.AgentAbsences.AsNoTracking().Where(row => row.From <= today && row.To >= today).ToListAsync(cancellation);
        if (current.Where(row => row.AgentId == agentId).MaxBy(row => row.To) is not { } absence)
        {
            return null;
        }

        var replacement = absence.ReplacementAgentId is { } id && current.TrueForAll(row => row.AgentId != id) ? id : (Guid?)null;
        var names = await db.Users.AsNoTracking().Where(row => row.Id == agentId || row.Id == replacement).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        return new AbsentAgent(agentId, names.GetValueOrDefault(agentId, ""), absence.To, replacement, replacement is { } by ? names.GetValueOrDefault(by) : null);
    }

    /// <summary>Absences that are not over, earliest first.</summary>
    public async Task<IReadOnlyList<AgentAbsence>> ComingAsync(CancellationToken cancellation)
    {
        var today = clock.Today();
        return await db.AgentAbsences.AsNoTracking().Where(row => row.To >= today).OrderBy(row => row.From).ThenBy(row => row.Id).ToListAsync(cancellation);
    }

    public async Task<DeskOutcome> AddAsync(Guid absentId, DateOnly? from, DateOnly? to, Guid? replacementId, ActingAgent agent, CancellationToken cancellation)
    {
        if (from is not { } first || to is not { } last || last < first || last < clock.Today() || last.DayNumber - first.DayNumber > 730)
        {
            return new DeskOutcome.Invalid("absence-dates");
        }

        if (replacementId == absentId)
        {
            return new DeskOutcome.Invalid("absence-replacement");
        }

        var members = await db.Memberships.Where(row => row.AgentId == absentId || row.AgentId == replacementId).CountAsync(cancellation);
        if (members != (replacementId is null ? 1 : 2))
        {
            return new DeskOutcome.NotFound();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var absence = new AgentAbsence
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AgentId = absentId,
            From = first,
            To = last,
            ReplacementAgentId = replacementId,
        };
        db.AgentAbsences.Add(absence);
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, "absence.added", null, absence.Id, agent.AgentId), cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done();
    }

    /// <param name="onlyOf">Only an absence of this agent; null for anybody's.</param>
    public async Task RemoveAsync(Guid id, Guid? onlyOf, ActingAgent agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.AgentAbsences.Where(row => row.Id == id && (onlyOf == null || row.AgentId == onlyOf)).ExecuteDeleteAsync(cancellation) > 0)
        {
            await trail.AppendAsync(new AuditFact(Actor.Agent, "absence.removed", null, id, agent.AgentId), cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }
}
