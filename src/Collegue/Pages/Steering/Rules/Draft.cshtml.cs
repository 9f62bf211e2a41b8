using System.Text.Json;
using Collegue.Access;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Versions;
using Collegue.Pages.Desk;
using Collegue.Storage.Cases;
using Collegue.Storage.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Rules;

/// <summary>The version in writing: its changes, its trial on the last cases, and its publication.</summary>
internal sealed class DraftModel(RuleVersions versions, ChangeWording changes, RuleSet rules, Wording wording, IStringLocalizer<RuleTexts> texts) : PageModel
{
    public const int Shown = 200;
    private static readonly string[] Changing = ["kind-phrases", "situation-phrases", "stricter", "department", "not-recognised"];

    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public int Position { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Situation { get; set; }

    [BindProperty]
    public string? Phrases { get; set; }

    [BindProperty]
    public string? Handling { get; set; }

    [BindProperty]
    public string? Department { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public RuleVersion Version { get; private set; } = null!;

    public RuleTrial? Trial { get; private set; }

    public IReadOnlyList<TrialDifference> Differences { get; private set; } = [];

    public IReadOnlyList<string> Said { get; private set; } = [];

    public ChangeWording Changes => changes;

    public string? Done { get; private set; }

    public bool Conflict { get; private set; }

    public string Fingerprint => $"{Trial?.Id:N}.{Trial?.FinishedAt is not null}";

    public IReadOnlyList<SelectListItem> Whats => [.. Changing.Select(code => new SelectListItem(texts[$"what.{code}"], code))];

    public IReadOnlyList<SelectListItem> Kinds => [new("", ""), .. rules.Kinds.Select(kind => new SelectListItem(wording.Task(kind.Slug), kind.Slug)).OrderBy(item => item.Text, StringComparer.CurrentCulture)];

    public IReadOnlyList<SelectListItem> Situations => [new("", ""), .. rules.Signals.Select(signal => new SelectListItem(changes.Situation(signal.Slug), signal.Slug))];

    public IReadOnlyList<SelectListItem> Handlings =>
        [new("", ""), .. new[] { Storage.Cases.Handling.Human, Storage.Cases.Handling.Assisted }.Select(handling => new SelectListItem(wording.Handling(handling), handling.ToString()))];

    public IReadOnlyList<SelectListItem> Departments => [new("", ""), .. changes.Departments.OrderBy(pair => pair.Value, StringComparer.CurrentCulture).Select(pair => new SelectListItem(pair.Value, pair.Key))];

    /// <summary>Whoever may not change the rules reads them on the page before this one.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!User.MayChangeRules())
        {
            context.Result = Forbid();
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Done = TempData["done"] as string;
        return await ShowAsync(StatusCodes.Status200OK, cancellation);
    }

    public async Task<IActionResult> OnGetFingerprintAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) ? Content(Fingerprint) : NotFound();

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellation) =>
        Change() is { } change
            ? await AfterAsync(await versions.AddAsync(Id, Revision, change, User.Acting(), cancellation), "added", cancellation)
            : await AfterAsync(new RulesOutcome.Invalid("what-missing"), "", cancellation);

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation) =>
        await AfterAsync(await versions.RemoveAsync(Id, Revision, Position, User.Acting(), cancellation), "removed", cancellation);

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellation) =>
        await AfterAsync(await versions.TryAsync(Id, Revision, User.Acting(), cancellation), "trying", cancellation);

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken cancellation) =>
        await AfterAsync(await versions.PublishAsync(Id, Revision, Reason, User.Acting(), cancellation), "published", cancellation, "~/steering/rules");

    public async Task<IActionResult> OnPostAbandonAsync(CancellationToken cancellation) =>
        await AfterAsync(await versions.AbandonAsync(Id, Revision, User.Acting(), cancellation), "abandoned", cancellation, "~/steering/rules");

    private RuleChange? Change() => What switch
    {
        "kind-phrases" => new RuleChange.KindPhrases(Kind ?? "", PhraseLines()),
        "situation-phrases" => new RuleChange.SituationPhrases(Situation ?? "", PhraseLines()),
        "stricter" => new RuleChange.Stricter(Kind ?? "", Enum.TryParse<Handling>(Handling, out var handling) ? handling : Storage.Cases.Handling.Automatable),
        "department" => new RuleChange.OtherDepartment(Kind ?? "", Department ?? ""),
        "not-recognised" => new RuleChange.NotRecognised(Kind ?? ""),
        _ => null,
    };

    private List<string> PhraseLines() =>
        [.. (Phrases ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    private async Task<IActionResult> AfterAsync(RulesOutcome outcome, string done, CancellationToken cancellation, string to = "~/steering/rules/draft")
    {
        switch (outcome)
        {
            case RulesOutcome.Done:
                TempData["done"] = done;
                return Redirect(to);
            case RulesOutcome.Invalid invalid:
                ModelState.AddModelError(FieldOf(invalid.Code), texts[$"invalid.{invalid.Code}"]);
                return await ShowAsync(StatusCodes.Status422UnprocessableEntity, cancellation);
            default:
                Conflict = true;
                return await ShowAsync(StatusCodes.Status409Conflict, cancellation);
        }
    }

    private async Task<IActionResult> ShowAsync(int status, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return Redirect("~/steering/rules");
        }

        await changes.LoadAsync(cancellation);
        Said = changes.Say(Version.Changes);
        Differences = Trial?.Differences is { } json ? JsonSerializer.Deserialize<List<TrialDifference>>(json, JsonSerializerOptions.Web) ?? [] : [];
        Response.StatusCode = status;
        return Page();
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await versions.DraftAsync(cancellation) is not { } draft)
        {
            return false;
        }

        Version = draft;
        Trial = await versions.TrialAsync(draft, cancellation);
        return true;
    }

    private static string FieldOf(string code) => code switch
    {
        "what-missing" or "changes-many" => nameof(What),
        "kind-unknown" => nameof(Kind),
        "situation-unknown" => nameof(Situation),
        "not-stricter" => nameof(Handling),
        "department-missing" => nameof(Department),
        "reason-missing" or "reason-long" or "not-tried" => nameof(Reason),
        _ => nameof(Phrases),
    };
}
