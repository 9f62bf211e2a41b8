using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Deadlines;

/// <summary>Answers given within the objective among all answers of a period.</summary>
public sealed record Share(int Kept, int Total)
{
    /// <summary>Below this many answers a rate would speak of persons: it is not given.</summary>
    public const int Least = 5;

    /// <summary>Whole per cent, rounded down; null when there are too few answers.</summary>
    public int? Percent => Total < Least ? null : Kept * 100 / Total;
}

/// <summary>Where the cases of a department stand; no agent is counted.</summary>
/// <param name="Name">Null for cases no department has.</param>
/// <param name="MedianAge">Whole days since reception of the open cases; null without any.</param>
public sealed record DepartmentFigures(
    string? Name, int Open, int Late, int Soon, int Paused, int? MedianAge, int? OldestAge, Share Month, Share Quarter);

/// <summary>Counts cases by department for managers.</summary>
public sealed class ClockFigures(CollegueDb db, ClockChoices choices, TimeProvider clock)
{
    /// <summary>One line a department, in the order of their names, those without cases too; cases without a department come last.</summary>
    public async Task<IReadOnlyList<DepartmentFigures>> ReadAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var soon = now.AddDays((await choices.ReadAsync(cancellation)).SoonDays);
        var open = await db.Cases.Where(row => row.State != CaseState.Answered).GroupBy(row => row.DepartmentId).Select(all => new
        {
            all.Key,
            Open = all.Count(),
            Late = all.Count(row => row.DueAt < now),
            Soon = all.Count(row => row.DueAt >= now && row.DueAt < soon),
            Paused = all.Count(row => row.PausedAt != null),
        }).ToListAsync(cancellation);
        var ages = (await db.Cases.Where(row => row.State != CaseState.Answered).OrderBy(row => row.ReceivedAt)
                .Select(row => new { row.DepartmentId, row.ReceivedAt }).ToListAsync(cancellation))
            .ToLookup(row => row.DepartmentId, row => (int)(now - row.ReceivedAt).TotalDays);
        var month = await AnsweredAsync(now.AddDays(-30), cancellation);
        var quarter = await AnsweredAsync(now.AddDays(-90), cancellation);

        var departments = await db.Departments.AsNoTracking().Select(row => new { Id = (Guid?)row.Id, row.Name }).ToListAsync(cancellation);
        var figures = departments.OrderBy(row => row.Name, StringComparer.CurrentCulture).Select(row => Of(row.Id, row.Name)).ToList();
        if (Of(null, null) is { Open: > 0 } or { Quarter.Total: > 0 })
        {
            figures.Add(Of(null, null));
        }

        return figures;

        DepartmentFigures Of(Guid? id, string? name)
        {
            var counts = open.Find(row => row.Key == id);
            var sorted = ages[id].ToList();
            return new DepartmentFigures(
                name, counts?.Open ?? 0, counts?.Late ?? 0, counts?.Soon ?? 0, counts?.Paused ?? 0,
                sorted.Count == 0 ? null : sorted[sorted.Count / 2], sorted.Count == 0 ? null : sorted[0],
                ShareOf(month, id), ShareOf(quarter, id));
        }
    }

    private static Share ShareOf(List<AnsweredCount> counts, Guid? id) => counts.Find(row => row.Department == id) is { } found ? new Share(found.Kept, found.Total) : new Share(0, 0);

    /// <summary>Requests sent on to another body were not answered here.</summary>
    private Task<List<AnsweredCount>> AnsweredAsync(DateTimeOffset since, CancellationToken cancellation) =>
        (from answered in db.Cases
         join kept in db.CaseClocks on answered.Id equals kept.CaseId
         where answered.State == CaseState.Answered && answered.AnsweredAt >= since && !db.CaseForwards.Any(forward => forward.CaseId == answered.Id)
         group new { answered.AnsweredAt, kept.ObjectiveAt } by answered.DepartmentId into all
         select new AnsweredCount(all.Key, all.Count(row => row.AnsweredAt <= row.ObjectiveAt), all.Count())).ToListAsync(cancellation);

    private sealed record AnsweredCount(Guid? Department, int Kept, int Total);
}
