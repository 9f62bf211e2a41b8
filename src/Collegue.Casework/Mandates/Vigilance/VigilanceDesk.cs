using Collegue.Casework.Reviewing;
using Collegue.Casework.Triage;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Mandates.Vigilance;

/// <param name="Kinds">Slugs of the kinds of task in training mode.</param>
public sealed record VigilanceSettings(
    bool Enabled, DateOnly? AgreedOn, string? Reference, DateOnly? ToldOn, int SharePercent, IReadOnlyList<string> Kinds, int Revision);

/// <param name="Department">Null for the kinds of error, or for cases of no department.</param>
public sealed record VigilanceLine(string? Department, ErrorKind? Kind, VigilanceFigures Figures);

/// <summary>The settings of vigilance, and its figures: those under five are left out.</summary>
public sealed class VigilanceDesk(CollegueDb db, OrganisationScope scope, RuleSet rules, AuditTrail trail, TimeProvider clock)
{
    public const int LargestShare = 20;
    public const int LongestReference = 200;

    public async Task<VigilanceSettings> ReadAsync(CancellationToken cancellation)
    {
        var row = await db.VigilanceAgreements.AsNoTracking().SingleOrDefaultAsync(cancellation);
        var kinds = await db.TrainingKinds.AsNoTracking().OrderBy(kind => kind.Task).Select(kind => kind.Task).ToListAsync(cancellation);
        return row is null
            ? new VigilanceSettings(false, null, null, null, 5, kinds, 0)
            : new VigilanceSettings(row.Enabled, row.AgreedOn, row.Reference, row.ToldOn, row.SharePercent, kinds, row.Revision);
    }

    /// <summary>What agents are told on the desk; null while nothing may be planted.</summary>
    public async Task<VigilanceSettings?> NoticeAsync(CancellationToken cancellation) =>
        await db.VigilanceAgreements.AnyAsync(row => row.Enabled, cancellation) && await ReadAsync(cancellation) is { Kinds.Count: > 0 } settings ? settings : null;

    /// <summary>
    /// Codes of what is wrong, nothing then being written: <c>reference</c>, <c>agreed</c>, <c>told</c>, <c>share</c>, <c>kinds</c>, or <c>conflict</c>. To switch on,
    /// the agreement must be dated in the past, named, and told to agents; switching off is always possible.
    /// </summary>
    public async Task<IReadOnlyList<string>> SaveAsync(VigilanceSettings wanted, ActingAgent agent, CancellationToken cancellation)
    {
        var known = rules.Kinds.Where(kind => kind.Handling != Handling.Human).Select(kind => kind.Slug).ToHashSet(StringComparer.Ordinal);
        var problems = Check(wanted, known);
        if (problems.Count > 0)
        {
            return problems;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var organisation = scope.Current;
        var today = clock.Today();
        var nothing = "";
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO vigilance_agreements (organisation_id, enabled, agreed_on, reference, told_on, share_percent, revision)
            VALUES ({organisation}, {false}, {today}, {nothing}, {today}, 0, 0) ON CONFLICT DO NOTHING
            """,
            cancellation);
        var reference = ReplyText.Clean(wanted.Reference ?? "");
        var (agreed, told) = (wanted.AgreedOn ?? today, wanted.ToldOn ?? today);
        if (await db.VigilanceAgreements.Where(row => row.Revision == wanted.Revision).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Enabled, wanted.Enabled).SetProperty(row => row.AgreedOn, agreed).SetProperty(row => row.Reference, reference)
                    .SetProperty(row => row.ToldOn, told).SetProperty(row => row.SharePercent, wanted.SharePercent).SetProperty(row => row.Revision, wanted.Revision + 1),
                cancellation) == 0)
        {
            return ["conflict"];
        }

        await db.TrainingKinds.ExecuteDeleteAsync(cancellation);
        db.TrainingKinds.AddRange(wanted.Kinds.Distinct().Select(task => new TrainingKind { OrganisationId = organisation, Task = task }));
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(
            new AuditFact(Actor.Agent, wanted.Enabled ? "vigilance.on" : "vigilance.off", AgentId: agent.AgentId,
                Detail: FormattableString.Invariant($"agreed={agreed:yyyy-MM-dd};told={told:yyyy-MM-dd};share={wanted.SharePercent};kinds={wanted.Kinds.Count}")),
            cancellation);
        await transaction.CommitAsync(cancellation);
        return [];
    }

    /// <summary>By department, then by kind of error over the departments shown; what counts fewer than five is not told apart.</summary>
    public async Task<IReadOnlyList<VigilanceLine>> FiguresAsync(CancellationToken cancellation)
    {
        var names = await db.Departments.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var rows = await db.VigilanceCounts.AsNoTracking().ToListAsync(cancellation);
        var shown = rows.GroupBy(row => row.DepartmentId).Where(same => Sum(same).IsShown).ToList();
        return
        [
            .. shown.Select(same => new VigilanceLine(names.GetValueOrDefault(same.Key), null, Sum(same))).OrderBy(line => line.Department, StringComparer.CurrentCulture),
            .. shown.SelectMany(same => same).GroupBy(row => row.Kind).OrderBy(same => same.Key)
                .Select(same => new VigilanceLine(null, same.Key, Sum(same))).Where(line => line.Figures.IsShown),
        ];
    }

    private static VigilanceFigures Sum(IEnumerable<VigilanceCount> rows) =>
        rows.Aggregate(new VigilanceFigures(0, 0), (sum, row) => new VigilanceFigures(sum.Planted + row.Caught + row.Missed, sum.Caught + row.Caught));

    private List<string> Check(VigilanceSettings wanted, HashSet<string> known)
    {
        var (problems, today) = (new List<string>(), clock.Today());
        if (wanted.SharePercent is < 0 or > LargestShare || (wanted.Enabled && wanted.SharePercent == 0))
        {
            problems.Add("share");
        }

        if ((wanted.Reference?.Length ?? 0) > LongestReference || (wanted.Enabled && string.IsNullOrWhiteSpace(wanted.Reference)))
        {
            problems.Add("reference");
        }

        if (wanted.Enabled && (wanted.AgreedOn is not { } agreed || agreed > today))
        {
            problems.Add("agreed");
        }

        if (wanted.Enabled && (wanted.ToldOn is not { } told || told > today || told < wanted.AgreedOn))
        {
            problems.Add("told");
        }

        if (!wanted.Kinds.All(known.Contains))
        {
            problems.Add("kinds");
        }

        return problems;
    }
}
