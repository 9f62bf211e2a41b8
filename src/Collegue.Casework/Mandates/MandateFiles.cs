using Collegue.Casework.Mandates.Vigilance;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Mandates;

/// <summary>Reads what the mandates of the current organisation rest on.</summary>
public sealed class MandateFiles(
    CollegueDb db, CurrentTriage triage, CurrentConditions conditions, VigilanceLedger vigilance, TimeProvider clock, IOptions<MandateOptions> options)
{
    /// <summary>Null for a kind that is not in the closed list.</summary>
    public async Task<MandateFile?> FindAsync(string task, CancellationToken cancellation) =>
        (await KindsAsync(cancellation)).FirstOrDefault(kind => kind.Slug == task) is { } kind ? (await ReadAsync([kind], cancellation))[0] : null;

    internal async Task<bool> KnowsAsync(string task, CancellationToken cancellation) =>
        (await KindsAsync(cancellation)).Any(kind => kind.Slug == task && kind.Handling != Handling.Human);

    /// <summary>Every kind of the closed list, in its order.</summary>
    public async Task<IReadOnlyList<MandateFile>> ListAsync(CancellationToken cancellation) => await ReadAsync(await KindsAsync(cancellation), cancellation);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<MandateChange>> HistoryAsync(string? task, CancellationToken cancellation) =>
        await db.MandateChanges.AsNoTracking().Where(row => task == null || row.Task == task)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Number).ToListAsync(cancellation);

    /// <summary>Those of the rules of the organisation.</summary>
    private async Task<IReadOnlyList<TaskKind>> KindsAsync(CancellationToken cancellation) => (await triage.GetAsync(cancellation)).Rules.Kinds;

    private async Task<IReadOnlyList<MandateFile>> ReadAsync(IReadOnlyList<TaskKind> kinds, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var only = kinds.Count == 1 ? kinds[0].Slug : null;
        var window = now.AddDays(-options.Value.WindowDays);
        var current = await conditions.ReadAsync(cancellation);
        var mandates = await db.Mandates.AsNoTracking().Where(row => only == null || row.Task == only).ToDictionaryAsync(row => row.Task, cancellation);
        var evidence = (await db.MandateEvidence.AsNoTracking().Where(row => row.At >= window && (only == null || row.Task == only))
            .OrderBy(row => row.At).ThenBy(row => row.Id).ToListAsync(cancellation)).ToLookup(row => row.Task);
        var weighs = now.AddDays(-options.Value.IncidentDays);
        var incidents = (await db.MandateChanges.AsNoTracking()
            .Where(row => row.Cause == MandateCause.SeriousIncident && row.At >= weighs && (only == null || row.Task == only))
            .Select(row => new { row.Task, row.At }).ToListAsync(cancellation)).GroupBy(row => row.Task).ToDictionary(same => same.Key, same => same.Max(row => row.At));
        var figures = await vigilance.ByDepartmentAsync(window, cancellation);
        var expired = await ExpiredAsync(only, cancellation);
        return [.. kinds.Select(kind => FileOf(kind, mandates.GetValueOrDefault(kind.Slug)))];

        MandateFile FileOf(TaskKind kind, Mandate? mandate)
        {
            var from = mandate is { } given && given.Since > window ? given.Since : window;
            var rows = evidence[kind.Slug].Where(row => row.At >= from).ToList();
            var counted = rows.Where(row => new MandateConditions(row.RulesVersion, row.Model, row.PromptHash) == current).ToList();
            var level = mandate?.Level ?? MandateLevel.Propose;
            var file = new MandateFile
            {
                Kind = kind,
                Level = kind.Handling == Handling.Human ? MandateLevel.Off : level,
                Revision = mandate?.Revision ?? 0,
                Since = mandate is { Since: var since } && since > DateTimeOffset.UnixEpoch ? since : null,
                From = from,
                Evidence = ExactInterval.Of(counted.Count(row => row.Kept), counted.Count),
                Elsewhere = rows.Count - counted.Count,
                Drift = DriftTest.Of(options.Value.Tolerated(level), counted.Select(row => row.Kept)),
                Vigilance = figures.GetValueOrDefault(kind.Department),
                Conditions = current,
                IncidentAt = incidents.TryGetValue(kind.Slug, out var at) ? at : null,
                Expired = [.. expired[kind.Slug]],
            };
            return file.Next is { } next ? file with { Needed = options.Value.Needed(next), Gaps = [.. Gaps(file, next)] } : file;
        }
    }

    private IEnumerable<MandateGap> Gaps(MandateFile file, MandateLevel next)
    {
        if (file.IncidentAt is { } incident)
        {
            yield return new MandateGap.Incident(incident, incident.AddDays(options.Value.IncidentDays));
        }

        if (options.Value.Needed(next) is not { } needed)
        {
            yield break;
        }

        if (file.Evidence.Reviewed < needed.Reviews)
        {
            yield return new MandateGap.Reviews(file.Evidence.Reviewed, needed.Reviews);
        }

        if (file.Evidence.Lower < needed.Rate)
        {
            yield return new MandateGap.Rate(file.Evidence.Lower, needed.Rate);
        }

        if (file.Drift.HasDrifted)
        {
            yield return new MandateGap.Drifted();
        }

        if (file.Expired.Count > 0)
        {
            yield return new MandateGap.Expired(file.Expired);
        }

        if (next < MandateLevel.Prepare)
        {
            yield break;
        }

        if (!file.Vigilance.IsShown || file.Vigilance.Planted < options.Value.PlantedErrors)
        {
            yield return new MandateGap.VigilanceUnknown(options.Value.PlantedErrors);
        }
        else if (file.Vigilance.Share < options.Value.CaughtShare)
        {
            yield return new MandateGap.VigilanceLow(file.Vigilance.Planted, file.Vigilance.Caught, options.Value.CaughtShare);
        }
    }

    /// <summary>Documents cited by drafts that count, or that a mandate rests on, and are no longer valid.</summary>
    private async Task<ILookup<string, string>> ExpiredAsync(string? only, CancellationToken cancellation)
    {
        var today = clock.Today();
        var window = clock.GetUtcNow().AddDays(-options.Value.WindowDays);
        var expired = await db.Documents.AsNoTracking().Where(row => row.ValidUntil < today).Select(row => new { row.Id, row.Title }).ToListAsync(cancellation);
        if (expired.Count == 0)
        {
            return Array.Empty<string>().ToLookup(_ => "");
        }

        var ids = expired.ConvertAll(row => row.Id);
        var granted = await db.MandateSources.AsNoTracking().Where(row => ids.Contains(row.DocumentId) && (only == null || row.Task == only))
            .Select(row => new { row.Task, row.DocumentId }).ToListAsync(cancellation);
        var cited = await (from evidence in db.MandateEvidence.AsNoTracking()
                           join sentence in db.DraftSentences on evidence.DraftId equals sentence.DraftId
                           join citation in db.Citations on sentence.Id equals citation.SentenceId
                           where evidence.At >= window && (only == null || evidence.Task == only) && ids.Contains(citation.DocumentId)
                           select new { evidence.Task, citation.DocumentId }).Distinct().ToListAsync(cancellation);
        var titles = expired.ToDictionary(row => row.Id, row => row.Title);
        return granted.Concat(cited).Distinct().ToLookup(row => row.Task, row => titles[row.DocumentId]);
    }
}
