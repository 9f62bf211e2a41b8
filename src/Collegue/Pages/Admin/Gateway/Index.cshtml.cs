using System.Globalization;
using Collegue.Access;
using Collegue.Design;
using Collegue.Gateway.Administration;
using Collegue.Gateway.Local;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Polly.CircuitBreaker;
using TownHallTime = Collegue.Storage.Organisations.TownHallTime;

namespace Collegue.Pages.Admin.Gateway;

/// <summary>The names programs ask for, who answers under them and how that goes; how far data may go, and whether calls are kept for a while.</summary>
internal sealed class IndexModel(
    GatewayOverview overview, SettingsKeeping keeping, TimeProvider clock, IStringLocalizer<GatewayTexts> texts, IStringLocalizer<Models.ModelTexts> models) : PageModel
{
    [BindProperty]
    public InferencePlace? Farthest { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    /// <summary>The last day, as 2026-11-29.</summary>
    [BindProperty]
    public string? Until { get; set; }

    public IReadOnlyList<ShownRouter> Routers { get; private set; } = [];

    public IReadOnlyList<LentRouter> Lent { get; private set; } = [];

    public IReadOnlyList<RouteProblem> Problems { get; private set; } = [];

    public IReadOnlyList<LocalModel> Locals { get; private set; } = [];

    public GatewaySettings? Settings { get; private set; }

    /// <summary>Key of what was just done, once.</summary>
    public string? Done { get; private set; }

    /// <summary>Key of what somebody else deleted before it could be changed, once.</summary>
    public string? Gone { get; private set; }

    public bool MayChange => User.IsInRole(nameof(Roles.Administrator));

    public bool IsTracing => Settings?.TraceUntil > clock.GetUtcNow();

    /// <summary>What a program types as the address of the models.</summary>
    public string Address => $"{Request.Scheme}://{Request.Host}/v1";

    public string LastTraceDay => clock.Today().AddDays(SettingsKeeping.MostTraceDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public IEnumerable<SelectListItem> Places => Enum.GetValues<InferencePlace>().Select(place => new SelectListItem(PlaceOf(place), place.ToString()));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        (Done, Gone) = (TempData["done"] as string, TempData["gone"] as string);
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostFarthestAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        if (Farthest is not { } place || !Enum.IsDefined(place))
        {
            ModelState.AddModelError(nameof(Farthest), texts["place.problem"]);
            return await AgainAsync(cancellation);
        }

        await keeping.LimitPlaceAsync(place, User.Acting().AgentId, cancellation);
        return Back("placed");
    }

    public async Task<IActionResult> OnPostTraceAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        var today = clock.Today();
        if (Purpose?.Trim() is not { Length: > 0 and <= SettingsKeeping.LongestPurpose })
        {
            ModelState.AddModelError(nameof(Purpose), texts["trace.purpose.problem", SettingsKeeping.LongestPurpose]);
        }

        if (!DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            || until < today || until > today.AddDays(SettingsKeeping.MostTraceDays))
        {
            ModelState.AddModelError(nameof(Until), texts["trace.until.problem", SettingsKeeping.MostTraceDays]);
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync(cancellation);
        }

        await keeping.TraceAsync(Purpose!.Trim(), TownHallTime.EndOf(until), User.Acting().AgentId, cancellation);
        return Back("traced");
    }

    public async Task<IActionResult> OnPostStopTraceAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        await keeping.StopTraceAsync(User.Acting().AgentId, cancellation);
        return Back("untraced");
    }

    public string PlaceOf(InferencePlace place) => models[$"place.{place}"];

    public string LocalOf(LocalModel local) => texts[$"local.{local.Name}"] is { ResourceNotFound: false } known ? known.Value : "";

    public static Tone ToneOf(CircuitState state) => state switch
    {
        CircuitState.Closed => Tone.Success,
        CircuitState.HalfOpen => Tone.Info,
        _ => Tone.Warning,
    };

    private RedirectToPageResult Back(string done)
    {
        TempData["done"] = done;
        return RedirectToPage("/Admin/Gateway/Index", null, null);
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        var (farthest, purpose, until) = (Farthest, Purpose, Until);
        await LoadAsync(cancellation);
        (Farthest, Purpose, Until) = (farthest ?? Farthest, purpose, until);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var snapshot = await overview.SnapshotAsync(cancellation);
        Routers = await overview.RoutersAsync(snapshot, cancellation);
        Lent = await overview.LentAsync(snapshot, cancellation);
        Problems = [.. overview.Problems(snapshot)];
        Locals = [.. overview.Locals.OrderBy(local => local.Name, StringComparer.Ordinal)];
        Settings = await keeping.FindAsync(cancellation);
        Farthest = Settings?.Farthest ?? InferencePlace.Elsewhere;
    }
}
