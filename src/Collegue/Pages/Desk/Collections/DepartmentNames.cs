using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Collections;

/// <summary>Names of departments for the slugs collections keep; a parent's department is named too, because citizens may be sent there.</summary>
internal sealed class DepartmentNames(CollegueDb db, OrganisationScope scope)
{
    private Dictionary<(Guid Organisation, string Slug), string> names = [];

    /// <summary>Only of this organisation and those above it.</summary>
    public async Task LoadAsync(IEnumerable<Guid> organisations, CancellationToken cancellation)
    {
        var readable = organisations.Distinct().Where(id => id == scope.Current || scope.Ancestors.Contains(id)).ToList();
        var rows = await db.Departments.IgnoreQueryFilters().AsNoTracking().Where(row => readable.Contains(row.OrganisationId))
            .Select(row => new { row.OrganisationId, row.Slug, row.Name }).ToListAsync(cancellation);
        names = rows.ToDictionary(row => (row.OrganisationId, row.Slug), row => row.Name);
    }

    public string? Of(Guid organisation, string? slug) =>
        slug is null ? null : names.GetValueOrDefault((organisation, slug), slug);
}
