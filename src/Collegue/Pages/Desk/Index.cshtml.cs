using System.Globalization;
using Collegue.Access;
using Collegue.Pages.Desk.Queue;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk;

internal sealed class QueueModel(QueueReader reader, CollegueDb db, Wording wording, IStringLocalizer<DeskTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public QueueFilter Filter { get; set; } = new();

    public QueuePage Cases { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Handlings { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Urgencies { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        // A mistyped address shows the list unfiltered rather than an error.
        ModelState.Clear();
        Cases = await reader.ReadAsync(Filter, User.Acting().AgentId, cancellation);
        var anyOf = new SelectListItem(texts["filter.any"], "");
        Handlings = [anyOf, .. Enum.GetValues<Handling>().Select(value => new SelectListItem(wording.Handling(value), value.ToString(), value == Filter.Handling))];
        Urgencies = [anyOf, .. Enum.GetValues<Urgency>().Select(value => new SelectListItem(wording.Urgency(value), value.ToString(), value == Filter.Urgency))];
        var departments = await db.Departments.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation);
        Departments = [anyOf, .. departments.Select(row => new SelectListItem(row.Name, row.Slug, row.Slug == Filter.Department))];
    }

    /// <summary>A number of cases; "more than" beyond what is counted.</summary>
    public string Shown(int count) => count > QueueReader.MostCounted ? texts["queue.count.over", QueueReader.MostCounted.ToString("N0", CultureInfo.CurrentCulture)] : $"{count}";

    /// <summary>How many cases the list has, and where in it the page is.</summary>
    public string Caption => Cases.Total > QueueReader.MostCounted
        ? texts["queue.caption.over", QueueReader.MostCounted.ToString("N0", CultureInfo.CurrentCulture)] + texts["queue.caption.page-only", Cases.Page]
        : wording.Counted("queue.caption", Cases.Total) + (Cases.Pages > 1 ? texts["queue.caption.page", Cases.Page, Cases.Pages].Value : "");

    /// <summary>Where the reply stands, as the key of its words.</summary>
    public static string DraftKey(QueueRow row) => row switch
    {
        { Closed: true } => "draft.closed",
        { State: CaseState.Answered } => "draft.sent",
        { State: CaseState.Leaving } => "draft.leaving",
        { State: CaseState.ToDeliver } => "draft.to-deliver",
        { State: CaseState.Received } => "draft.preparing",
        { Draft: DraftState.Ready, HumanRequested: false } => "draft.ready",
        { Draft: DraftState.Stale, HumanRequested: false } => "draft.stale",
        _ => "draft.none",
    };

    /// <summary>The same list with one thing changed, from its first page.</summary>
    public string AddressWith(Action<QueueFilter> change)
    {
        var filter = Filter with { };
        change(filter);
        return Url.Page("/Desk/Index", new
        {
            state = filter.State == QueueState.ToHandle ? null : filter.State.ToString(),
            handling = filter.Handling?.ToString(),
            department = string.IsNullOrEmpty(filter.Department) ? null : filter.Department,
            urgency = filter.Urgency?.ToString(),
            mine = filter.Mine ? "true" : null,
            late = filter.Late ? "true" : null,
            soon = filter.Soon ? "true" : null,
            q = string.IsNullOrWhiteSpace(filter.Search) ? null : filter.Search,
            sort = filter.Sort == QueueSort.Deadline ? null : filter.Sort.ToString(),
        })!;
    }
}
