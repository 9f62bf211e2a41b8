using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Mandates;

/// <summary>
/// Gives, lowers and withdraws the latitude of the colleague. Up goes one step at a time, on evidence and a signature; down goes at
/// once. Each change is kept with the evidence as it was, and is in the audit trail.
/// </summary>
public sealed class MandateKeeper(
    CollegueDb db, OrganisationScope scope, MandateFiles files, SelfReplies selfReplies, CurrentConditions conditions, AuditTrail trail, TimeProvider clock,
    IOptions<MandateOptions> options)
{
    public const int LongestReason = 1000;

    private static readonly MandateConditions Nothing = new(null!, null, null);

    /// <summary>The level in force, whatever the conditions became.</summary>
    public async Task<MandateLevel> LevelAsync(string? task, CancellationToken cancellation) =>
        await db.Mandates.AsNoTracking().Where(row => row.Task == task).Select(row => (MandateLevel?)row.Level).SingleOrDefaultAsync(cancellation)
        ?? MandateLevel.Propose;

    /// <summary>
    /// The level under which a draft may be prepared now: a mandate whose conditions no longer hold is withdrawn first.
    /// </summary>
    public async Task<MandateLevel> CheckAsync(string? task, CancellationToken cancellation)
    {
        if (await db.Mandates.AsNoTracking().SingleOrDefaultAsync(row => row.Task == task, cancellation) is not { } mandate)
        {
            return MandateLevel.Propose;
        }

        if (mandate.Level > MandateLevel.Propose && await BrokenAsync(mandate, cancellation) is { } cause)
        {
            await WithdrawAsync(mandate.Task, cause, null, cancellation);
            return await LevelAsync(task, cancellation);
        }

        return mandate.Level;
    }

    /// <summary>Looks at every granted mandate of the organisation; how many were withdrawn.</summary>
    public async Task<int> CheckAllAsync(CancellationToken cancellation)
    {
        var withdrawn = 0;
        foreach (var mandate in await db.Mandates.AsNoTracking().Where(row => row.Level == MandateLevel.Prepare || row.Level == MandateLevel.Reply).ToListAsync(cancellation))
        {
            if (await BrokenAsync(mandate, cancellation) is { } cause && await WithdrawAsync(mandate.Task, cause, null, cancellation))
            {
                withdrawn++;
            }
        }

        return withdrawn;
    }

    /// <summary>A named human raises or lowers the level. <paramref name="revision"/> is the one the form showed.</summary>
    public async Task<MandateOutcome> SignAsync(
        string task, MandateLevel to, int revision, string? reason, ActingAgent signer, CancellationToken cancellation)
    {
        if (ReplyText.Clean(reason ?? "") is not { Length: > 0 } given)
        {
            return new MandateOutcome.Invalid("reason-missing");
        }

        if (given.Length > LongestReason)
        {
            return new MandateOutcome.Invalid("reason-long");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await EnsureAsync(task, cancellation);
        if (await db.Mandates.Where(row => row.Task == task && row.Revision == revision)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, revision + 1), cancellation) == 0)
        {
            return new MandateOutcome.Conflict();
        }

        if (await files.FindAsync(task, cancellation) is not { IsForHumans: false } file)
        {
            return new MandateOutcome.NotFound();
        }

        if (!Enum.IsDefined(to) || to == file.Level || to > file.Ceiling || to > file.Level + 1)
        {
            return new MandateOutcome.Invalid("level");
        }

        if (to > file.Level && file.Gaps.Count > 0)
        {
            return new MandateOutcome.Refused(file.Gaps);
        }

        await StoreAsync(file, to, MandateCause.Decision, null, given, signer.AgentId, cancellation);
        await transaction.CommitAsync(cancellation);
        return new MandateOutcome.Done(file, to);
    }

    /// <summary>
    /// Withdraws the latitude of a kind of task at once, in the caller's transaction when there is one: what was granted goes back to
    /// Propose; after a serious incident, what was proposed is only observed. False when there was nothing to take back; a
    /// serious incident is kept in the history even then, because it bars the way up.
    /// </summary>
    /// <param name="subject">What caused it, as an incident.</param>
    public async Task<bool> WithdrawAsync(string task, MandateCause cause, Guid? subject, CancellationToken cancellation)
    {
        if (cause == MandateCause.Decision)
        {
            throw new ArgumentException("A decision is signed.", nameof(cause));
        }

        if (!await files.KnowsAsync(task, cancellation))
        {
            return false;
        }

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
        await EnsureAsync(task, cancellation);
        await db.Mandates.Where(row => row.Task == task).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellation);
        if (await files.FindAsync(task, cancellation) is not { IsForHumans: false } file || LevelAfter(file.Level, cause) is not { } to)
        {
            if (transaction is null)
            {
                await db.Mandates.Where(row => row.Task == task).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision - 1), cancellation);
            }

            return false;
        }

        await StoreAsync(file, to, cause, subject, null, null, cancellation);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellation);
        }

        return to < file.Level;
    }

    /// <summary>Null when the cause changes nothing worth keeping.</summary>
    private static MandateLevel? LevelAfter(MandateLevel level, MandateCause cause) =>
        level > MandateLevel.Propose ? MandateLevel.Propose
        : cause != MandateCause.SeriousIncident ? null
        : level == MandateLevel.Propose ? MandateLevel.Observe
        : level;

    private async Task<MandateCause?> BrokenAsync(Mandate mandate, CancellationToken cancellation)
    {
        if ((await conditions.ReadAsync(cancellation)).ChangedSince(mandate) is { } changed)
        {
            return changed;
        }

        var today = clock.Today();
        var sources = await db.MandateSources.AsNoTracking().Where(row => row.Task == mandate.Task).Select(row => row.DocumentId).ToListAsync(cancellation);
        var valid = await db.Documents.AsNoTracking().CountAsync(row => sources.Contains(row.Id) && (row.ValidUntil == null || row.ValidUntil >= today), cancellation);
        return valid < sources.Count ? MandateCause.SourcesExpired : null;
    }

    private async Task StoreAsync(
        MandateFile file, MandateLevel to, MandateCause cause, Guid? subject, string? reason, Guid? signer, CancellationToken cancellation)
    {
        var task = file.Kind.Slug;
        var now = clock.GetUtcNow();
        var granted = to > MandateLevel.Propose;
        var number = await db.Mandates.Where(row => row.Task == task).Select(row => row.Revision).SingleAsync(cancellation);
        await db.Mandates.Where(row => row.Task == task).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Level, to).SetProperty(row => row.Since, now), cancellation);

        // One step down from Reply stays under the conditions it was granted under.
        if (!granted || to > file.Level)
        {
            var (rules, model, prompt) = granted ? file.Conditions : Nothing;
            await db.Mandates.Where(row => row.Task == task).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.RulesVersion, rules).SetProperty(row => row.Model, model).SetProperty(row => row.PromptHash, prompt),
                cancellation);
            var sources = granted ? await SourcesAsync(file, cancellation) : [];
            await db.MandateSources.Where(row => row.Task == task && !sources.Contains(row.DocumentId)).ExecuteDeleteAsync(cancellation);
            var kept = await db.MandateSources.Where(row => row.Task == task).Select(row => row.DocumentId).ToListAsync(cancellation);
            db.MandateSources.AddRange(sources.Except(kept).Select(id => new MandateSource { OrganisationId = scope.Current, Task = task, DocumentId = id }));
        }

        db.MandateChanges.Add(new MandateChange
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            Task = task,
            Number = number,
            From = file.Level,
            To = to,
            At = now,
            Cause = cause,
            AgentId = signer,
            Reason = reason,
            SubjectId = subject,
            Reviewed = file.Evidence.Reviewed,
            Kept = file.Evidence.Kept,
            Lower = file.Evidence.Reviewed == 0 ? null : file.Evidence.Lower,
            Upper = file.Evidence.Reviewed == 0 ? null : file.Evidence.Upper,
            Threshold = to > file.Level ? options.Value.Needed(to)?.Rate : null,
            Drift = file.Drift.Value,
            EvidenceFrom = file.From,
            Planted = file.Vigilance.IsShown ? file.Vigilance.Planted : 0,
            Caught = file.Vigilance.IsShown ? file.Vigilance.Caught : 0,
            RulesVersion = file.Conditions.RulesVersion,
            Model = file.Conditions.Model,
            PromptHash = file.Conditions.PromptHash,
        });
        await db.SaveChangesAsync(cancellation);
        if (file.Level == MandateLevel.Reply)
        {
            await selfReplies.StopAllAsync(task, cancellation);
        }

        await trail.AppendAsync(
            new AuditFact(signer is null ? Actor.System : Actor.Agent, signer is null ? "mandate.withdrawn" : "mandate.signed", SubjectId: subject, AgentId: signer,
                Detail: $"task={task};from={file.Level};to={to};cause={cause};reviewed={file.Evidence.Reviewed};kept={file.Evidence.Kept}"),
            cancellation);
    }

    /// <summary>Documents cited by the drafts that count.</summary>
    private async Task<List<Guid>> SourcesAsync(MandateFile file, CancellationToken cancellation) =>
        await (from evidence in db.MandateEvidence.AsNoTracking()
               join sentence in db.DraftSentences on evidence.DraftId equals sentence.DraftId
               join citation in db.Citations on sentence.Id equals citation.SentenceId
               where evidence.Task == file.Kind.Slug && evidence.At >= file.From && evidence.Kept && sentence.Supported
                   && db.Documents.Any(document => document.Id == citation.DocumentId)
               select citation.DocumentId).Distinct().ToListAsync(cancellation);

    /// <summary>Two may come first at once: the second finds the row of the first.</summary>
    private async Task EnsureAsync(string task, CancellationToken cancellation)
    {
        var (organisation, level) = (scope.Current, nameof(MandateLevel.Propose));
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO mandates (organisation_id, task, level, since, revision) VALUES ({organisation}, {task}, {level}, 0, 0) ON CONFLICT DO NOTHING",
            cancellation);
    }
}
