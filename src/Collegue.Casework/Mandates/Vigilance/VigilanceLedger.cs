using Collegue.Storage;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Mandates.Vigilance;

/// <summary>Counts planted errors that were seen or not, by month, department and kind of error, and by nothing else.</summary>
public sealed class VigilanceLedger(CollegueDb db, OrganisationScope scope, TimeProvider clock)
{
    /// <summary>In the transaction of the review.</summary>
    public async Task CountAsync(Guid? department, ErrorKind kind, bool caught, CancellationToken cancellation)
    {
        var today = clock.Today();
        var month = new DateOnly(today.Year, today.Month, 1);
        var (organisation, place, code) = (scope.Current, department ?? Guid.Empty, kind.ToString());
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO vigilance_counts (organisation_id, month, department_id, kind, caught, missed)
            VALUES ({organisation}, {month}, {place}, {code}, 0, 0) ON CONFLICT DO NOTHING
            """,
            cancellation);
        await db.VigilanceCounts.Where(row => row.Month == month && row.DepartmentId == place && row.Kind == kind).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Caught, row => row.Caught + (caught ? 1 : 0)).SetProperty(row => row.Missed, row => row.Missed + (caught ? 0 : 1)),
            cancellation);
    }

    /// <summary>By slug of the department, since the month of an instant.</summary>
    public async Task<IReadOnlyDictionary<string, VigilanceFigures>> ByDepartmentAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var first = TownHallTime.At(since);
        var month = new DateOnly(first.Year, first.Month, 1);
        var rows = await (from count in db.VigilanceCounts.AsNoTracking()
                          join department in db.Departments on count.DepartmentId equals department.Id
                          where count.Month >= month
                          group count by department.Slug into same
                          select new { Slug = same.Key, Caught = same.Sum(row => row.Caught), Missed = same.Sum(row => row.Missed) }).ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Slug, row => new VigilanceFigures(row.Caught + row.Missed, row.Caught));
    }
}
