using Collegue.Access;
using Collegue.Casework;
using Collegue.Casework.Mandates;
using Collegue.Casework.Reviewing;
using Collegue.Design;
using Collegue.Pages.Desk.Cases;
using Collegue.Pages.Desk.Reviewing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Desk;

/// <summary>
/// One case and everything an agent does with it. Each form carries the revision it showed: when somebody changed the case in
/// between, the page comes back with the agent's own text beside what is stored now, and nothing was written.
/// </summary>
internal sealed class CaseModel(
    CaseFiles files, CaseChoices choices, ReviewDesk desk, Approvals approvals, Visits visits, LooseFacts looseFacts, CurrentOrganisation current, TimeProvider clock,
    IOptionsSnapshot<CaseworkOptions> options, IStringLocalizer<DeskTexts> texts, Locks locks, AgentChoices agents, IStringLocalizer<ReviewTexts> reviewTexts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public Guid LastMessageId { get; set; }

    [BindProperty]
    public Guid? DraftId { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public Guid? DepartmentId { get; set; }

    [BindProperty]
    public Guid? AssigneeId { get; set; }

    /// <summary>When the reply leaves, as a date and time of the town hall; empty for now.</summary>
    [BindProperty]
    public string? LeavesAt { get; set; }

    /// <summary>The agent of whose absence the form told.</summary>
    [BindProperty]
    public Guid? ToldId { get; set; }

    public CaseFile Opened { get; private set; } = null!;

    public IReadOnlyList<OtherVisitor> Others { get; private set; } = [];

    public CaseChoices Choices => choices;

    /// <summary>Key of what was just done, once.</summary>
    public string? Done { get; private set; }

    public Refusal Refusal { get; private set; }

    /// <summary>The text held an error planted for training: it did not leave.</summary>
    public bool Held { get; private set; }

    public IReadOnlyList<ChangedPart>? Difference { get; private set; }

    public ReplyPreview? Preview { get; private set; }

    /// <summary>Amounts, dates and contact details of the reply that no kept source holds.</summary>
    public IReadOnlyList<string> Loose { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Done = TempData["done"] as string;
        if (await files.FindAsync(Id, cancellation) is not { } file)
        {
            return NotFound();
        }

        Text = file.Stage == ReplyStage.Draft ? file.Draft!.EditedText ?? file.Draft.Text : file.StoppedText;
        DepartmentId = file.Case.DepartmentId;
        AssigneeId = file.Case.AssignedAgentId;
        return await ShowAsync(file, StatusCodes.Status200OK, cancellation);
    }

    /// <summary>For the script that waits for a preparation: changes when there is something new to show.</summary>
    public async Task<IActionResult> OnGetFingerprintAsync(CancellationToken cancellation) =>
        await files.FindAsync(Id, cancellation) is { } file ? Content(file.Fingerprint) : NotFound();

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellation) =>
        DraftId is not { } draft ? NotFound()
        : await AfterAsync(await desk.SaveEditAsync(Id, draft, Revision, Text ?? "", User.Acting(), cancellation), "saved", cancellation);

    public Task<IActionResult> OnPostDifferenceAsync(CancellationToken cancellation) =>
        UnchangedAsync(file => Difference = WordChanges.Compare(file.Draft?.Text ?? "", ReplyText.Clean(Text ?? "")), cancellation);

    /// <summary>Back from the confirmation, with the text as it was.</summary>
    public Task<IActionResult> OnPostEditAsync(CancellationToken cancellation) => UnchangedAsync(_ => { }, cancellation);

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellation)
    {
        if (CheckText() is { } code)
        {
            return await AfterAsync(new DeskOutcome.Invalid(code), "", cancellation);
        }

        return await ShowPreviewAsync(cancellation);
    }

    /// <summary>The confirmation once more, with what is wrong about the chosen hour.</summary>
    private async Task<IActionResult> PreviewAgainAsync(string code, CancellationToken cancellation)
    {
        ModelState.AddModelError(nameof(LeavesAt), texts[$"invalid.{code}", options.Value.ScheduleDays]);
        var shown = await ShowPreviewAsync(cancellation);
        Response.StatusCode = Preview is null ? Response.StatusCode : StatusCodes.Status422UnprocessableEntity;
        return shown;
    }

    private async Task<IActionResult> ShowPreviewAsync(CancellationToken cancellation)
    {
        await locks.ProlongAsync(Id, User.Acting().AgentId, cancellation);
        var shown = await UnchangedAsync(_ => { }, cancellation);
        if (shown is PageResult && Refusal == Refusal.None)
        {
            Preview = await desk.PreviewAsync(Id, DraftId, Text!, User.Acting(), TrackingLink, cancellation);
            Loose = Preview is null ? [] : await looseFacts.FindAsync(Preview.Reply, Opened, current.Required.Organisation, cancellation);
        }

        return shown;
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellation)
    {
        if (SendingHour.Of(LeavesAt, clock.GetUtcNow(), options.Value) is not { } leaves)
        {
            return await PreviewAgainAsync("leaves-wrong", cancellation);
        }

        if (await locks.IsOthersAsync(Id, User.Acting().AgentId, cancellation) && await files.FindAsync(Id, cancellation) is { } held)
        {
            ModelState.AddModelError(nameof(Text), reviewTexts["lock.refused"]);
            return await ShowAsync(held, StatusCodes.Status409Conflict, cancellation);
        }

        var outcome = await desk.SendAsync(Id, DraftId, Revision, LastMessageId, Text ?? "", User.Acting(), TrackingLink, leaves, cancellation);
        if (outcome is DeskOutcome.Invalid { Code: "leaves-late" } late)
        {
            return await PreviewAgainAsync(late.Code, cancellation);
        }

        if (outcome is DeskOutcome.Done or DeskOutcome.ToSign)
        {
            await locks.LeaveAsync(Id, User.Acting().AgentId, cancellation);
            await visits.LeaveAsync(Id, User.Acting().AgentId, cancellation);
        }

        if (outcome is DeskOutcome.ToSign)
        {
            TempData[ReviewPage.DoneKey] = "to-sign";
            return RedirectToPage("/Desk/Case", null, new { id = Id });
        }

        return await AfterAsync(outcome, leaves > clock.GetUtcNow() ? "" : "sent", cancellation);
    }

    /// <summary>The one action of a mandate to prepare: the draft leaves as it is shown.</summary>
    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancellation)
    {
        var leaves = SendingHour.Of(null, clock.GetUtcNow(), options.Value);
        return DraftId is not { } draft ? NotFound()
            : await AfterAsync(await approvals.ApproveAsync(Id, draft, Revision, LastMessageId, User.Acting(), TrackingLink, leaves, cancellation),
                leaves > clock.GetUtcNow() ? "" : "sent", cancellation);
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken cancellation) =>
        await AfterAsync(await desk.StopAsync(Id, Revision, User.Acting(), cancellation), "stopped", cancellation);

    public async Task<IActionResult> OnPostRejectAsync(CancellationToken cancellation) =>
        DraftId is not { } draft ? NotFound()
        : await AfterAsync(await desk.RejectAsync(Id, draft, Revision, Reason, Note, User.Acting(), cancellation), "rejected", cancellation);

    public async Task<IActionResult> OnPostReassignAsync(CancellationToken cancellation)
    {
        if (await agents.AbsenceAsync(AssigneeId, ToldId, cancellation) is { } absent && await files.FindAsync(Id, cancellation) is { } file)
        {
            (ToldId, AssigneeId) = (absent.AgentId, absent.ReplacementId ?? absent.AgentId);
            ModelState.Remove(nameof(AssigneeId));
            ModelState.AddModelError(nameof(AssigneeId), AbsenceText.Of(absent, reviewTexts));
            return await ShowAsync(file, StatusCodes.Status422UnprocessableEntity, cancellation);
        }

        return DepartmentId is not { } department
            ? await AfterAsync(new DeskOutcome.Invalid("department-missing"), "", cancellation)
            : await AfterAsync(await desk.ReassignAsync(Id, Revision, department, AssigneeId, User.Acting(), cancellation), "reassigned", cancellation);
    }

    public async Task<IActionResult> OnPostTakeOverAsync(CancellationToken cancellation) =>
        await AfterAsync(await desk.TakeOverAsync(Id, Revision, User.Acting(), cancellation), "taken-over", cancellation);

    private string? CheckText() =>
        string.IsNullOrWhiteSpace(Text) ? "text-empty" : Text.Length > ReviewDesk.MaxReplyLength ? "text-long" : null;

    /// <summary>Shows the page with what was typed; says so when somebody changed the case or the citizen wrote meanwhile.</summary>
    private async Task<IActionResult> UnchangedAsync(Action<CaseFile> show, CancellationToken cancellation)
    {
        if (await files.FindAsync(Id, cancellation) is not { } file)
        {
            return NotFound();
        }

        if (file.LastMessageId != LastMessageId || (DraftId is not null && file.Stage == ReplyStage.Stale))
        {
            Refusal = Refusal.Stale;
        }
        else if (file.Case.Revision != Revision)
        {
            Refusal = Refusal.Conflict;
        }
        else
        {
            show(file);
        }

        return await ShowAsync(file, Refusal == Refusal.None ? StatusCodes.Status200OK : StatusCodes.Status409Conflict, cancellation);
    }

    private async Task<IActionResult> AfterAsync(DeskOutcome outcome, string done, CancellationToken cancellation)
    {
        if (outcome is DeskOutcome.Done)
        {
            TempData["done"] = done.Length == 0 ? null : done;
            return RedirectToPage("/Desk/Case", null, new { id = Id });
        }

        if (outcome is DeskOutcome.NotFound || await files.FindAsync(Id, cancellation) is not { } file)
        {
            return NotFound();
        }

        var status = StatusCodes.Status409Conflict;
        if (outcome is DeskOutcome.Invalid invalid)
        {
            status = StatusCodes.Status422UnprocessableEntity;
            Text ??= file.Draft?.EditedText ?? file.Draft?.Text;
            ModelState.AddModelError(FieldOf(invalid.Code), texts[$"invalid.{invalid.Code}"]);
        }
        else if (outcome is DeskOutcome.Held held)
        {
            (Held, Text) = (true, held.Text);
            ModelState.Clear();
        }
        else
        {
            Refusal = outcome is DeskOutcome.Stale || file.LastMessageId != LastMessageId ? Refusal.Stale : Refusal.Conflict;
        }

        return await ShowAsync(file, status, cancellation);
    }

    private async Task<IActionResult> ShowAsync(CaseFile file, int status, CancellationToken cancellation)
    {
        Opened = file;
        Others = await visits.EnterAsync(Id, User.Acting().AgentId, cancellation);
        await choices.LoadAsync(cancellation);
        Response.StatusCode = status;
        return Page();
    }

    private string TrackingLink(string token) => HttpContext.TrackingLink(token);

    private static string FieldOf(string code) => code switch
    {
        "reason-missing" => nameof(Reason),
        "department-missing" => nameof(DepartmentId),
        _ => nameof(Text),
    };
}

/// <summary>Why an agent's form was not carried out.</summary>
internal enum Refusal
{
    None,

    /// <summary>Another agent changed the case.</summary>
    Conflict,

    /// <summary>The citizen wrote again.</summary>
    Stale,
}
