using Collegue.Access;
using Collegue.Answering.Models;
using Collegue.Design;
using Collegue.Gateway.Administration;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin.Models;

/// <summary>Language models: where they are, what they may receive, who uses which, what they cost, and the button that stops them.</summary>
internal sealed class IndexModel(
    ModelOverview overview,
    ModelKeeping keeping,
    ModelStops stops,
    ModelTrial trial,
    KillSwitch killSwitch,
    CurrentOrganisation current,
    IHostApplicationLifetime lifetime,
    IStringLocalizer<ModelTexts> texts) : PageModel
{
    public static readonly ModelFeature[] Features = [ModelFeature.Assistant, ModelFeature.Draft, ModelFeature.Rewrite, ModelFeature.Triage, ModelFeature.Ask];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public StopLevel Level { get; set; }

    [BindProperty]
    public bool WholeInstance { get; set; }

    [BindProperty]
    public string? Limit { get; set; }

    public IReadOnlyList<ModelServer> Servers { get; private set; } = [];

    public ILookup<ModelFeature, Guid> Choices { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, ModelBudget> Budgets { get; private set; } = new Dictionary<Guid, ModelBudget>();

    public IReadOnlyList<MonthOfUse> Uses { get; private set; } = [];

    public IReadOnlyList<ShownStop> Stops { get; private set; } = [];

    public string? Lender { get; private set; }

    /// <summary>Key of what was just done, once.</summary>
    public string? Done { get; private set; }

    public bool MayChange => User.IsInRole(nameof(Roles.Administrator));

    public bool MayStopInstance => stops.MayStopInstance;

    public IReadOnlyList<LanguageModel> Models => [.. Servers.SelectMany(server => server.Models).OrderBy(model => model.ShownName, StringComparer.CurrentCulture)];

    public bool IsTrying => Models.Any(IsTried);

    public IEnumerable<SelectListItem> Levels =>
        Enum.GetValues<StopLevel>().Select(level => new SelectListItem(texts[$"stop.level.{level}"], level.ToString()));

    /// <summary>For the script that waits for a trial.</summary>
    public string Fingerprint => string.Join(' ', Models.Select(model => $"{model.Id:N}.{model.TriedOutcome}"));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Done = TempData["done"] as string;
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnGetFingerprintAsync(CancellationToken cancellation)
    {
        Servers = await overview.ServersAsync(cancellation);
        return Content(Fingerprint);
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken cancellation)
    {
        if (!MayChange || (WholeInstance && !MayStopInstance))
        {
            return Forbid();
        }

        if (Reason?.Trim() is not { Length: > 0 and <= ModelStops.LongestReason } reason)
        {
            return await RefuseAsync(nameof(Reason), texts["stop.reason.problem", ModelStops.LongestReason], cancellation);
        }

        await stops.StopAsync(Level, WholeInstance, reason, User.Acting().AgentId, cancellation);
        await killSwitch.RefreshAsync(cancellation);
        return Back("stopped");
    }

    public async Task<IActionResult> OnPostResumeAsync([FromQuery(Name = "stop")] Guid stop, CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        var resumed = await stops.ResumeAsync(stop, User.Acting().AgentId, cancellation);
        await killSwitch.RefreshAsync(cancellation);
        return Back(resumed ? "resumed" : "nothing");
    }

    public async Task<IActionResult> OnPostChooseAsync(
        [FromQuery(Name = "feature")] ModelFeature feature, Guid? first, Guid? second, Guid? third, CancellationToken cancellation)
    {
        if (!MayChange || !Features.Contains(feature))
        {
            return Forbid();
        }

        await keeping.ChooseAsync(feature, [.. new[] { first, second, third }.OfType<Guid>()], User.Acting().AgentId, cancellation);
        return Back("chosen");
    }

    public async Task<IActionResult> OnPostLimitAsync([FromQuery(Name = "model")] Guid model, CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        var none = string.IsNullOrWhiteSpace(Limit);
        if (!none && Euros.Parse(Limit) is null)
        {
            return await RefuseAsync(nameof(Limit), texts["budget.problem"], cancellation);
        }

        return Back(await keeping.LimitAsync(model, none ? null : Euros.Parse(Limit), User.Acting().AgentId, cancellation) ? "limited" : "nothing");
    }

    /// <summary>The call goes on after the page is shown; its result is kept with the model.</summary>
    public async Task<IActionResult> OnPostTryAsync([FromQuery(Name = "model")] Guid model, CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        if (await trial.BeginAsync(current.Required, model, cancellation) is not { } run)
        {
            return Back("nothing");
        }

        var stopping = lifetime.ApplicationStopping;
        _ = Task.Run(() => run(stopping), CancellationToken.None);
        return Back("trying");
    }

    public bool IsTried(LanguageModel model) =>
        model.TriedOutcome == ModelOutcome.Running && keeping.Now - model.TriedAt < ModelTrial.Patience;

    public static Tone ToneOf(LanguageModel model) => model.TriedOutcome switch
    {
        null => Tone.Neutral,
        ModelOutcome.Answered => Tone.Success,
        ModelOutcome.Running => Tone.Info,
        _ => Tone.Warning,
    };

    private RedirectToPageResult Back(string done)
    {
        TempData["done"] = done;
        return RedirectToPage("/Admin/Models/Index", null, null);
    }

    private async Task<IActionResult> RefuseAsync(string field, string text, CancellationToken cancellation)
    {
        ModelState.AddModelError(field, text);
        await LoadAsync(cancellation);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Servers = await overview.ServersAsync(cancellation);
        Choices = await overview.ChoicesAsync(cancellation);
        Budgets = await overview.BudgetsAsync(cancellation);
        Uses = await overview.UsesAsync(Servers, cancellation);
        Stops = await overview.StopsAsync(cancellation);
        Lender = Servers.Count == 0 ? await overview.LenderAsync(cancellation) : null;
    }
}
