using Collegue.Access;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Admin;

/// <summary>An account as administrators see it: who and which role, nothing of what the person does.</summary>
internal sealed record AccountRow(string DisplayName, string UserName, Roles Roles, string? Department, bool IsDemo);

internal sealed class OverviewModel(CollegueDb db, CurrentOrganisation current, OrganisationDirectory directory, DemoMode demo) : PageModel
{
    public Organisation Organisation => current.Required.Organisation;

    public string? Parent { get; private set; }

    public bool DemoEnabled => demo.Enabled;

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<AccountRow> Accounts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Parent = Organisation.ParentId is { } parent ? (await directory.FindAsync(parent, cancellation))?.Name : null;
        Departments = await db.Departments.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation);
        var names = Departments.ToDictionary(row => row.Id, row => row.Name);
        var members = await db.Memberships.AsNoTracking().Include(row => row.Agent).ToListAsync(cancellation);
        Accounts = [.. members.OrderBy(row => row.Agent!.DisplayName, StringComparer.CurrentCulture).Select(row => new AccountRow(
            row.Agent!.DisplayName, row.Agent.UserName ?? "", row.Roles, row.DepartmentId is { } id ? names.GetValueOrDefault(id) : null, row.Agent.IsDemo))];
    }

    public static IEnumerable<Roles> Each(Roles roles) => Enum.GetValues<Roles>().Where(role => role != Roles.None && roles.HasFlag(role));
}
