using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>The agents and departments of the organisation, for lists to choose from.</summary>
internal sealed class AgentChoices(CollegueDb db, Absences absences)
{
    /// <summary>Those who handle cases, by name.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> AgentsAsync(CancellationToken cancellation)
    {
        var members = await db.Memberships.AsNoTracking().Include(row => row.Agent).ToListAsync(cancellation);
        return [.. members.Where(row => (row.Roles & ~Roles.Auditor) != Roles.None).Select(row => (row.AgentId, row.Agent!.DisplayName)).OrderBy(row => row.DisplayName, StringComparer.CurrentCulture)];
    }

    public async Task<IReadOnlyList<SelectListItem>> AgentItemsAsync(string nobody, CancellationToken cancellation) =>
        [new SelectListItem(nobody, ""), .. (await AgentsAsync(cancellation)).Select(row => new SelectListItem(row.Name, row.Id.ToString()))];

    public async Task<IReadOnlyList<SelectListItem>> DepartmentItemsAsync(string none, CancellationToken cancellation) =>
        [new SelectListItem(none, ""), .. (await db.Departments.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation)).Select(row => new SelectListItem(row.Name, row.Id.ToString()))];

    /// <summary>The absence of the agent chosen, unless the form already told of it.</summary>
    public async Task<AbsentAgent?> AbsenceAsync(Guid? chosen, Guid? told, CancellationToken cancellation) =>
        chosen is { } agent && agent != told ? await absences.TodayAsync(agent, cancellation) : null;
}
