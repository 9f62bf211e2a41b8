using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Storage.Models;

/// <summary>Gives and lifts orders to stop, in the organisation of the current scope. Each is in its audit trail.</summary>
public sealed class ModelStops(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    public const int LongestReason = 500;

    /// <summary>Whether an order for the whole instance may be given from here: only where nobody is above.</summary>
    public bool MayStopInstance => scope.Ancestors.Count == 0;

    /// <param name="agent">Null for a command.</param>
    public async Task<ModelStop> StopAsync(StopLevel level, bool wholeInstance, string reason, Guid? agent, CancellationToken cancellation)
    {
        if (wholeInstance && !MayStopInstance)
        {
            throw new InvalidOperationException("Only an organisation without a parent stops the whole instance: name it (--organisation).");
        }

        var stop = new ModelStop
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Level = level,
            WholeInstance = wholeInstance,
            Reason = reason,
            StoppedAt = clock.GetUtcNow(),
            StoppedByAgentId = agent,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.ModelStops.Add(stop);
        await db.SaveChangesAsync(cancellation);
        await AuditAsync("models.stopped", stop.Id, agent, $"level={level};scope={(wholeInstance ? "instance" : "organisation")}", cancellation);
        await transaction.CommitAsync(cancellation);
        return stop;
    }

    /// <summary>False when there is no such order here, or it was lifted before.</summary>
    public async Task<bool> ResumeAsync(Guid id, Guid? agent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.ModelStops.Where(row => row.Id == id && row.ResumedAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.ResumedAt, now).SetProperty(row => row.ResumedByAgentId, agent), cancellation) == 0)
        {
            return false;
        }

        await AuditAsync("models.resumed", id, agent, null, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>The newest first.</summary>
    public Task<List<ModelStop>> ListAsync(int most, CancellationToken cancellation) =>
        db.ModelStops.AsNoTracking().OrderByDescending(row => row.StoppedAt).ThenByDescending(row => row.Id).Take(most).ToListAsync(cancellation);

    private Task AuditAsync(string action, Guid stop, Guid? agent, string? detail, CancellationToken cancellation) => trail.AppendAsync(
        new AuditFact(agent is null ? Actor.System : Actor.Agent, action, SubjectId: stop, AgentId: agent, Detail: detail), cancellation);
}
