using Collegue.Storage;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Steering.Incidents;

/// <summary>What the list shows, as carried by its address.</summary>
internal sealed record IncidentFilter
{
    [FromQuery(Name = "state")]
    public IncidentState? State { get; set; }

    [FromQuery(Name = "severity")]
    public IncidentSeverity? Severity { get; set; }

    [FromQuery(Name = "cause")]
    public IncidentCause? Cause { get; set; }

    [FromQuery(Name = "p")]
    public int Page { get; set; } = 1;
}

internal sealed record IncidentLine(Incident Incident, int Recipients, int Corrected);

/// <param name="ByState">Of all incidents, whatever the filter.</param>
/// <param name="ByCause">Of the closed ones.</param>
internal sealed record IncidentPageOf(
    IReadOnlyList<IncidentLine> Lines, int Total, int Page, int Pages, IReadOnlyDictionary<IncidentState, int> ByState, IReadOnlyDictionary<IncidentCause, int> ByCause);

internal sealed class IncidentList(CollegueDb db, OrganisationScope scope)
{
    private const int PageSize = 25;

    public async Task<IncidentPageOf> ReadAsync(IncidentFilter filter, CancellationToken cancellation)
    {
        var own = db.Incidents.AsNoTracking().Where(row => row.OrganisationId == scope.Current);
        var wanted = own.Where(row => (filter.State == null || row.State == filter.State) && (filter.Severity == null || row.Severity == filter.Severity)
            && (filter.Cause == null || row.Cause == filter.Cause));
        var total = await wanted.CountAsync(cancellation);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var lines = await wanted.OrderByDescending(row => row.ReportedAt).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(row => new IncidentLine(row, row.Recipients.Count, row.Recipients.Count(recipient => recipient.State == RecipientState.Corrected)))
            .ToListAsync(cancellation);
        var states = await own.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        var causes = await own.Where(row => row.State == IncidentState.Closed && row.Cause != null).GroupBy(row => row.Cause!.Value)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        return new IncidentPageOf(lines, total, page, pages, states, causes);
    }
}
