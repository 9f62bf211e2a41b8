using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Administration;

/// <summary>What a change leaves in the audit trail.</summary>
internal sealed record GatewayFact(string Action, Guid? Subject, string? Detail);

/// <summary>
/// Makes the changes of the gateway of an organisation one after the other, so that what must be right together is checked and written
/// together. Each is in its audit trail.
/// </summary>
internal sealed class GatewayChanges(CollegueDb db, OrganisationScope scope, AuditTrail trail)
{
    /// <param name="change">Gives no fact when it changed nothing; what it wrote is undone then.</param>
    /// <param name="agent">Who asked; null for a command or a program.</param>
    public async Task<T> MakeAsync<T>(Func<Task<(T Outcome, GatewayFact? Fact)>> change, Guid? agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // Held until the end: the next one sees what this one wrote.
        await db.Organisations.Where(row => row.Id == scope.Current)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, row => row.Name), cancellation);
        var (outcome, fact) = await change();
        if (fact is not null)
        {
            await trail.AppendAsync(
                new AuditFact(agent is null ? Actor.System : Actor.Agent, fact.Action, SubjectId: fact.Subject, AgentId: agent, Detail: fact.Detail), cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return outcome;
    }
}
