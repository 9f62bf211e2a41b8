using System.Security.Claims;
using Collegue.Access;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Collections;

/// <summary>What one agent may see and change of the collections the organisation reads.</summary>
/// <param name="Leads">Approver or manager.</param>
/// <param name="Department">Slug of the agent's own department.</param>
internal sealed record AgentRights(Guid Organisation, bool IsAdministrator, bool Leads, string? Department)
{
    public bool MayCreate => IsAdministrator || (Leads && Department is not null);

    public bool MayRead(Collection collection) =>
        collection.Readers != Readers.OwnerDepartment
        || (collection.OrganisationId == Organisation && (IsAdministrator || (Department is not null && collection.OwnerDepartment == Department)));

    public bool MayChange(Collection collection) =>
        collection.OrganisationId == Organisation
        && (IsAdministrator || (Leads && Department is not null && collection.OwnerDepartment == Department));

    /// <summary>Those of <paramref name="collections"/> that pass <see cref="MayRead"/>, chosen by the database.</summary>
    public IQueryable<Collection> Readable(IQueryable<Collection> collections) => collections.Where(row =>
        row.Readers != Readers.OwnerDepartment
        || (row.OrganisationId == Organisation && (IsAdministrator || (Department != null && row.OwnerDepartment == Department))));
}

internal sealed class RightsReader(CollegueDb db, OrganisationScope scope)
{
    public async Task<AgentRights> OfAsync(ClaimsPrincipal user, CancellationToken cancellation) => new(
        scope.Current,
        user.IsInRole(nameof(Roles.Administrator)),
        user.IsInRole(nameof(Roles.Approver)) || user.IsInRole(nameof(Roles.Manager)),
        user.DepartmentId() is { } id
            ? await db.Departments.Where(row => row.Id == id).Select(row => row.Slug).SingleOrDefaultAsync(cancellation)
            : null);
}
