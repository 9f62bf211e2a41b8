using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Cases;

/// <summary>What an agent chooses from on the case page: departments, agents, reasons.</summary>
internal sealed class CaseChoices(CollegueDb db, IStringLocalizer<DeskTexts> texts)
{
    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Agents { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Reasons { get; private set; } = [];

    public async Task LoadAsync(CancellationToken cancellation)
    {
        var departments = await db.Departments.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation);
        Departments = departments.ConvertAll(row => new SelectListItem(row.Name, row.Id.ToString()));
        var members = await db.Memberships.AsNoTracking().Include(row => row.Agent).ToListAsync(cancellation);
        Agents =
        [
            new SelectListItem(texts["reassign.nobody"], ""),
            .. members.Where(row => (row.Roles & ~Roles.Auditor) != Roles.None).OrderBy(row => row.Agent!.DisplayName, StringComparer.CurrentCulture)
                .Select(row => new SelectListItem(row.Agent!.DisplayName, row.AgentId.ToString())),
        ];
        Reasons = [new SelectListItem(texts["reject.choose"], ""), .. RejectReasons.All.Select(code => new SelectListItem(texts[$"reason.{code}"], code))];
    }
}
