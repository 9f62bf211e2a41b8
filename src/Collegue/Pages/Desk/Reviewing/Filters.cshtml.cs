using Collegue.Access;
using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Desk;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>Names the list an agent looks at, for themselves or for their department.</summary>
internal sealed class FiltersModel(CollegueDb db, OrganisationScope scope, QueueSide side, TimeProvider clock, IStringLocalizer<ReviewTexts> texts) : PageModel
{
    private const int MostOfOne = 30;
    private static readonly string[] Kept = ["state", "handling", "department", "urgency", "mine", "late", "q", "sort"];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool Shared { get; set; }

    /// <summary>The list to name, as the query of its address; empty when there is none.</summary>
    public string Query
    {
        get
        {
            var kept = new QueryBuilder(Kept.Where(key => Request.Query[key].ToString().Length > 0).Select(key => KeyValuePair.Create(key, Request.Query[key].ToString())));
            return kept.ToString() is { Length: <= 600 } query ? query : "";
        }
    }

    public IReadOnlyList<SavedFilter> Saved => side.Filters;

    public Task OnGetAsync(CancellationToken cancellation) => side.ReadAsync(User.Acting().AgentId, User.DepartmentId(), cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var me = User.Acting().AgentId;
        var code = PlainText.CleanOrNull(Name) is null or { Length: > 60 } ? "filter-name"
            : Query.Length == 0 ? "filter-nothing"
            : await db.SavedFilters.CountAsync(row => row.AgentId == me, cancellation) >= MostOfOne ? "filter-many"
            : null;
        if (code is not null)
        {
            ModelState.AddModelError(nameof(Name), texts[$"problem.{code}"]);
            await OnGetAsync(cancellation);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var now = clock.GetUtcNow();
        db.SavedFilters.Add(new SavedFilter
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            AgentId = me,
            DepartmentId = Shared ? User.DepartmentId() : null,
            Name = PlainText.CleanOrNull(Name)!,
            Query = Query,
            SavedAt = now,
        });
        await db.SaveChangesAsync(cancellation);
        return Redirect(Url.Content($"~/desk{Query}"));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid filter, CancellationToken cancellation)
    {
        var me = User.Acting().AgentId;
        await db.SavedFilters.Where(row => row.Id == filter && row.AgentId == me).ExecuteDeleteAsync(cancellation);
        return Redirect(Url.Content("~/desk/filters"));
    }
}
