using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Deadlines;

/// <summary>
/// The organisation's dated table of delays over the product's proposals. An entry is added, and signed once; none is ever changed
/// or removed, so that the rule of any day can be read again.
/// </summary>
public sealed class RuleBook(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    /// <summary>The rule of a request received that day; of other requests when the kind is unknown.</summary>
    public async Task<GivenRule> OnAsync(string? task, DateOnly day, CancellationToken cancellation)
    {
        var kind = task ?? ProposedRules.Other;
        var entry = await InForce(day).Where(row => row.Task == kind).FirstOrDefaultAsync(cancellation);
        return entry is null ? Proposed(kind) : Given(entry);
    }

    /// <summary>The same for every kind that has an entry of the organisation.</summary>
    public async Task<IReadOnlyDictionary<string, GivenRule>> OwnOnAsync(DateOnly day, CancellationToken cancellation) =>
        (await InForce(day).ToListAsync(cancellation)).GroupBy(row => row.Task)
            .ToDictionary(entries => entries.Key, entries => Given(entries.First()), StringComparer.Ordinal);

    /// <summary>Every entry of a kind, the newest first.</summary>
    public Task<List<DeadlineRule>> HistoryAsync(string task, CancellationToken cancellation) =>
        Newest(db.DeadlineRules.AsNoTracking().Where(row => row.Task == task)).ToListAsync(cancellation);

    public static GivenRule Proposed(string task) => new(null, task, null, ProposedRules.Default.Of(task), null);

    public static GivenRule Given(DeadlineRule entry) => new(
        entry.Id, entry.Task, entry.ValidFrom, RuleJson.Read<RuleTerms>(entry.Terms),
        entry is { SignedBy: { } name, SignedAt: { } at } ? new RuleSignature(name, at) : null);

    /// <summary>Adds an entry to the table; cases that have their rule keep it.</summary>
    public async Task<Guid> AddAsync(string task, DateOnly validFrom, RuleTerms terms, bool signed, ActingAgent agent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var entry = new DeadlineRule
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            Task = task,
            ValidFrom = validFrom,
            Terms = RuleJson.Write(terms),
            EnteredByAgentId = agent.AgentId,
            EnteredAt = now,
            SignedByAgentId = signed ? agent.AgentId : null,
            SignedBy = signed ? agent.DisplayName : null,
            SignedAt = signed ? now : null,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.DeadlineRules.Add(entry);
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(
            new AuditFact(Actor.Agent, "deadline-rule.added", SubjectId: entry.Id, AgentId: agent.AgentId,
                Detail: $"task={task};from={validFrom:yyyy-MM-dd};effect={terms.Effect};silence={terms.Silence?.ToString() ?? "none"};signed={signed}"),
            cancellation);
        await transaction.CommitAsync(cancellation);
        return entry.Id;
    }

    /// <summary>False when there is no such entry, or it is signed already.</summary>
    public async Task<bool> SignAsync(Guid ruleId, ActingAgent agent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var signed = await db.DeadlineRules.Where(row => row.Id == ruleId && row.SignedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.SignedByAgentId, agent.AgentId).SetProperty(row => row.SignedBy, agent.DisplayName).SetProperty(row => row.SignedAt, now),
            cancellation);
        if (signed == 0)
        {
            return false;
        }

        await trail.AppendAsync(new AuditFact(Actor.Agent, "deadline-rule.signed", SubjectId: ruleId, AgentId: agent.AgentId), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private IQueryable<DeadlineRule> InForce(DateOnly day) => Newest(db.DeadlineRules.AsNoTracking().Where(row => row.ValidFrom <= day));

    private static IQueryable<DeadlineRule> Newest(IQueryable<DeadlineRule> entries) =>
        entries.OrderByDescending(row => row.ValidFrom).ThenByDescending(row => row.EnteredAt).ThenByDescending(row => row.Id);
}
