using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Collegue.Storage.Rules;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Triage.Versions;

/// <summary>What became of a change of the rules.</summary>
public abstract record RulesOutcome
{
    private RulesOutcome()
    {
    }

    public sealed record Done : RulesOutcome;

    /// <summary>Somebody changed it since the form was opened, or it is not in writing any more.</summary>
    public sealed record Conflict : RulesOutcome;

    public sealed record Invalid(string Code) : RulesOutcome;
}

/// <summary>Versions of the rules of the current organisation: one in writing, tried on the last cases, then published by a named person.</summary>
public sealed class RuleVersions(CollegueDb db, OrganisationScope scope, RuleSet rules, AuditTrail trail, TimeProvider clock)
{
    public const int LongestReason = 1000;
    private const int MostChanges = 200;

    public Task<RuleVersion?> DraftAsync(CancellationToken cancellation) =>
        db.RuleVersions.AsNoTracking().Where(row => row.State == RuleVersionState.Draft).OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellation);

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<RuleVersion>> ListAsync(CancellationToken cancellation) =>
        await db.RuleVersions.AsNoTracking().Where(row => row.State != RuleVersionState.Draft && row.State != RuleVersionState.Abandoned)
            .OrderByDescending(row => row.Number).ToListAsync(cancellation);

    /// <summary>The trial of the changes as they are; null when they were not tried.</summary>
    public Task<RuleTrial?> TrialAsync(RuleVersion version, CancellationToken cancellation)
    {
        var hash = RuleChanges.Hash(version.Changes);
        return db.RuleTrials.AsNoTracking().Where(row => row.VersionId == version.Id && row.ChangesHash == hash)
            .OrderByDescending(row => row.AskedAt).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Begins a version from what is published, or from an older one; the one already in writing is kept when there is one.</summary>
    public async Task BeginAsync(Guid? from, ActingAgent agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await DraftAsync(cancellation) is not null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var source = await db.RuleVersions.AsNoTracking()
            .Where(row => from == null ? row.State == RuleVersionState.Published : row.Id == from).FirstOrDefaultAsync(cancellation);
        var last = await db.RuleVersions.MaxAsync(row => (int?)row.Number, cancellation) ?? 0;
        var begun = new RuleVersion
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            Number = last + 1,
            Changes = source?.Changes ?? RuleChanges.Write([]),
            WrittenAt = now,
        };
        db.RuleVersions.Add(begun);
        await RecordAsync("rules.begun", begun, agent, null, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public Task<RulesOutcome> AddAsync(Guid id, int revision, RuleChange change, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(id, revision, async version =>
        {
            if (RuleChanges.Problem(rules, change) is { } code)
            {
                return new RulesOutcome.Invalid(code);
            }

            var changes = RuleChanges.Read(version.Changes);
            if (changes.Count >= MostChanges)
            {
                return new RulesOutcome.Invalid("changes-many");
            }

            version.Changes = RuleChanges.Write([.. changes, change]);
            await RecordAsync("rules.changed", version, agent, $"changes={changes.Count + 1}", cancellation);
            return new RulesOutcome.Done();
        }, cancellation);

    /// <summary>Takes the change at a position (from 0) away.</summary>
    public Task<RulesOutcome> RemoveAsync(Guid id, int revision, int position, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(id, revision, async version =>
        {
            var changes = RuleChanges.Read(version.Changes).ToList();
            if (position < 0 || position >= changes.Count)
            {
                return new RulesOutcome.Conflict();
            }

            changes.RemoveAt(position);
            version.Changes = RuleChanges.Write(changes);
            await RecordAsync("rules.changed", version, agent, $"changes={changes.Count}", cancellation);
            return new RulesOutcome.Done();
        }, cancellation);

    /// <summary>Asks for the trial on the last cases.</summary>
    public Task<RulesOutcome> TryAsync(Guid id, int revision, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(id, revision, async version =>
        {
            var now = clock.GetUtcNow();
            var trial = new RuleTrial
            {
                OrganisationId = scope.Current,
                Id = Guid.CreateVersion7(now),
                VersionId = id,
                ChangesHash = RuleChanges.Hash(version.Changes),
                AskedAt = now,
            };
            db.RuleTrials.Add(trial);
            db.Jobs.Add(new Job { OrganisationId = scope.Current, Id = Guid.CreateVersion7(now), Kind = JobKinds.TryRules, SubjectId = trial.Id, DueAt = now });
            await RecordAsync("rules.tried", version, agent, null, cancellation);
            return new RulesOutcome.Done();
        }, cancellation);

    /// <summary>From now on new messages are decided by this version; only what was tried as it is can be published, with a reason.</summary>
    public Task<RulesOutcome> PublishAsync(Guid id, int revision, string? reason, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(id, revision, async version =>
        {
            if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
            {
                return new RulesOutcome.Invalid(string.IsNullOrWhiteSpace(reason) ? "reason-missing" : "reason-long");
            }

            if (await TrialAsync(version, cancellation) is not { FinishedAt: not null })
            {
                return new RulesOutcome.Invalid("not-tried");
            }

            await db.RuleVersions.Where(row => row.State == RuleVersionState.Published).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, RuleVersionState.Replaced).SetProperty(row => row.Revision, row => row.Revision + 1), cancellation);
            version.State = RuleVersionState.Published;
            version.PublishedByAgentId = agent.AgentId;
            version.PublishedAt = clock.GetUtcNow();
            version.Reason = reason.Trim();
            await RecordAsync("rules.published", version, agent, $"number={version.Number}", cancellation);
            return new RulesOutcome.Done();
        }, cancellation);

    public Task<RulesOutcome> AbandonAsync(Guid id, int revision, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(id, revision, async version =>
        {
            version.State = RuleVersionState.Abandoned;
            await RecordAsync("rules.abandoned", version, agent, null, cancellation);
            return new RulesOutcome.Done();
        }, cancellation);

    private async Task<RulesOutcome> ChangeAsync(Guid id, int revision, Func<RuleVersion, Task<RulesOutcome>> change, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.RuleVersions.Where(row => row.Id == id && row.Revision == revision && row.State == RuleVersionState.Draft)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, revision + 1), cancellation) == 0)
        {
            return new RulesOutcome.Conflict();
        }

        var outcome = await change(await db.RuleVersions.SingleAsync(row => row.Id == id, cancellation));
        if (outcome is RulesOutcome.Done)
        {
            await transaction.CommitAsync(cancellation);
        }

        return outcome;
    }

    private async Task RecordAsync(string action, RuleVersion version, ActingAgent agent, string? detail, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, action, SubjectId: version.Id, AgentId: agent.AgentId, Detail: detail), cancellation);
    }
}
