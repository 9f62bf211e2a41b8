using System.Text.Json;
using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Pages.Desk.Queue;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>What became of one case of many.</summary>
internal sealed record BulkResult(string Number, string Code);

/// <summary>Does one thing to several cases: shown and confirmed first, carried out case by case, told case by case.</summary>
internal sealed class BulkModel(CollegueDb db, ReviewDesk desk, Closings closings, AgentChoices choices, IStringLocalizer<ReviewTexts> texts) : PageModel
{
    private const string ResultsKey = "bulk-results";
    private static readonly string[] Known = ["assign", "human", "close"];

    [BindProperty(SupportsGet = true)]
    public List<Guid> Case { get; set; } = [];

    [BindProperty]
    public string? Act { get; set; }

    [BindProperty]
    public Guid? DepartmentId { get; set; }

    [BindProperty]
    public Guid? AssigneeId { get; set; }

    /// <summary>The agent of whose absence the form told.</summary>
    [BindProperty]
    public Guid? ToldId { get; set; }

    [BindProperty]
    public ClosingReason? Reason { get; set; }

    public IReadOnlyList<Case> Cases { get; private set; } = [];

    public IReadOnlyList<BulkResult> Results { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Acts => [.. Known.Select(act => new SelectListItem(texts[$"bulk.act.{act}"], act))];

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Agents { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Reasons => CloseModel.ReasonsOf(texts);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Results = TempData[ResultsKey] is string told ? JsonSerializer.Deserialize<List<BulkResult>>(told) ?? [] : [];
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        foreach (var name in (string[])[nameof(Reason), nameof(DepartmentId), nameof(AssigneeId), nameof(ToldId)])
        {
            ModelState.Remove(name);
        }

        await LoadAsync(cancellation);
        if (Act is null || !Known.Contains(Act))
        {
            return Refuse(nameof(Act), texts["problem.bulk-act"]);
        }

        if (Act == "assign" && DepartmentId is null)
        {
            return Refuse(nameof(DepartmentId), texts["problem.bulk-department"]);
        }

        if (Act == "close" && Reason is null)
        {
            return Refuse(nameof(Reason), texts["problem.closing-reason-missing"]);
        }

        if (Act == "assign" && await choices.AbsenceAsync(AssigneeId, ToldId, cancellation) is { } absent)
        {
            (ToldId, AssigneeId) = (absent.AgentId, absent.ReplacementId ?? absent.AgentId);
            return Refuse(nameof(AssigneeId), AbsenceText.Of(absent, texts));
        }

        var results = new List<BulkResult>();
        foreach (var row in Cases)
        {
            results.Add(new BulkResult(row.Number, CodeOf(await DoAsync(row, cancellation))));
            db.ChangeTracker.Clear();
        }

        TempData[ResultsKey] = JsonSerializer.Serialize(results);
        return Redirect(Url.Content("~/desk/bulk"));
    }

    private Task<DeskOutcome> DoAsync(Case row, CancellationToken cancellation) => Act switch
    {
        "assign" => desk.ReassignAsync(row.Id, row.Revision, DepartmentId!.Value, AssigneeId, User.Acting(), cancellation),
        "human" when row.HumanRequested || row.State is CaseState.Answered => Task.FromResult<DeskOutcome>(new DeskOutcome.Conflict()),
        "human" => desk.TakeOverAsync(row.Id, row.Revision, User.Acting(), cancellation),
        _ => closings.CloseAsync(row.Id, row.Revision, Reason, null, User.Acting(), cancellation),
    };

    private static string CodeOf(DeskOutcome outcome) => outcome switch
    {
        DeskOutcome.Done => "done",
        DeskOutcome.NotFound => "not-found",
        _ => "conflict",
    };

    private PageResult Refuse(string field, string problem)
    {
        ModelState.AddModelError(field, problem);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var ids = Case.Distinct().Take(QueueFilter.PageSize).ToList();
        Cases = await db.Cases.AsNoTracking().Where(row => ids.Contains(row.Id)).OrderBy(row => row.Number).ToListAsync(cancellation);
        Departments = await choices.DepartmentItemsAsync(texts["choose.department"], cancellation);
        Agents = await choices.AgentItemsAsync(texts["choose.nobody"], cancellation);
    }
}
