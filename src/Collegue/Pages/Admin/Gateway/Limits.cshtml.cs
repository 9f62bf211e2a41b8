using System.Globalization;
using Collegue.Access;
using Collegue.Gateway.Administration;
using Collegue.Pages.Admin.Models;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin.Gateway;

/// <summary>How much may be taken, by whom, in what time, and what is taken of it now.</summary>
internal sealed class LimitsModel(LimitKeeping keeping, LimitReading reading, IStringLocalizer<GatewayTexts> texts) : PageModel
{
    /// <summary>A subject, then a colon and the id of a department, user or key.</summary>
    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public Guid Router { get; set; }

    [BindProperty]
    public LimitMeasure? Measure { get; set; }

    [BindProperty]
    public LimitPeriod? Period { get; set; }

    [BindProperty]
    public string? Most { get; set; }

    public IReadOnlyList<LimitState> Limits { get; private set; } = [];

    public LimitSubjects Names { get; private set; } = null!;

    /// <summary>Key of what was just done, once.</summary>
    public string? Done { get; private set; }

    /// <summary>Key of what somebody else deleted before it could be changed, once.</summary>
    public string? Gone { get; private set; }

    public bool MayChange => User.IsInRole(nameof(Roles.Administrator));

    public IEnumerable<SelectListItem> Subjects =>
    [
        new(texts["limit.subject.Organisation"], nameof(LimitSubject.Organisation)),
        new(texts["limit.subject.EveryKey"], nameof(LimitSubject.EveryKey)),
        new(texts["limit.subject.EveryUser"], nameof(LimitSubject.EveryUser)),
        .. Named(LimitSubject.Department, Names.Departments),
        .. Named(LimitSubject.Key, Names.Keys),
        .. Named(LimitSubject.User, Names.Users),
    ];

    public IEnumerable<SelectListItem> Routers =>
    [
        new(texts["limit.router.all"], $"{Guid.Empty}"),
        .. Names.Routers.OrderBy(router => router.Value, StringComparer.Ordinal).Select(router => new SelectListItem(router.Value, $"{router.Key}")),
    ];

    public IEnumerable<SelectListItem> Measures => Enum.GetValues<LimitMeasure>().Select(measure => new SelectListItem(texts[$"limit.measure.{measure}"], measure.ToString()));

    public IEnumerable<SelectListItem> Periods => Enum.GetValues<LimitPeriod>().Select(period => new SelectListItem(texts[$"limit.period.{period}"], period.ToString()));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        (Done, Gone) = (TempData["done"] as string, TempData["gone"] as string);
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        await LoadAsync(cancellation);
        Demand(Subjects.Any(subject => subject.Value == Subject), nameof(Subject), "limit.subject.problem");
        Demand(Router == Guid.Empty || Names.Routers.ContainsKey(Router), nameof(Router), "limit.router.problem");
        Demand(Measure is { } measure && Enum.IsDefined(measure), nameof(Measure), "limit.measure.problem");
        Demand(Period is { } period && Enum.IsDefined(period), nameof(Period), "limit.period.problem");
        var most = Measure is { } of ? Amounts.Parse(Most, of) : null;
        Demand(most is not null || Measure is null, nameof(Most), Measure == LimitMeasure.Micros ? "limit.most.problem.euros" : "limit.most.problem");
        if (ModelState.ErrorCount > 0)
        {
            return Refuse();
        }

        var parts = Subject!.Split(':');
        var (outcome, _) = await keeping.AddAsync(
            Enum.Parse<LimitSubject>(parts[0]), parts.Length > 1 ? Guid.Parse(parts[1]) : Guid.Empty, Router, Measure!.Value, Period!.Value, most!.Value,
            User.Acting().AgentId, cancellation);
        if (outcome != LimitOutcome.Added)
        {
            Demand(false, nameof(Subject), outcome == LimitOutcome.Same ? "limit.same" : "limit.subject.problem");
            return Refuse();
        }

        TempData["done"] = "limit-added";
        return RedirectToPage("/Admin/Gateway/Limits", null, null);
    }

    /// <summary>Whose limit it is, in words.</summary>
    public string Whose(LimitState state) => LimitWords.Whose(texts, state.Limit, state.Subject);

    /// <summary>All of it in words, so that no two links of the list are named alike.</summary>
    public string What(LimitState state) => LimitWords.What(texts, state.Limit, Names);

    public string Amount(LimitState state, long amount) => Amounts.Shown(amount, state.Limit.Measure, texts);

    /// <summary>What a person takes is for that person and administrators: auditors see the limit, not the figure.</summary>
    public bool MayBeSeen(LimitState state) => MayChange || state.Limit.Subject is not (LimitSubject.User or LimitSubject.EveryUser);

    public static string ShareOf(LimitState state) =>
        (state.Limit.Most == 0 ? 1 : Math.Min(1, (double)state.Taken / state.Limit.Most)).ToString("P0", CultureInfo.CurrentCulture);

    /// <summary>Key of the words for how near the limit is.</summary>
    public static string Nearness(LimitState state) =>
        state.Taken >= state.Limit.Most ? "reached" : state.Taken * 5 >= state.Limit.Most * 4 ? "near" : "far";

    private IEnumerable<SelectListItem> Named(LimitSubject kind, IReadOnlyDictionary<Guid, string> names) => names.OrderBy(name => name.Value, StringComparer.CurrentCulture)
        .Select(name => new SelectListItem(texts[$"limit.subject.{kind}", name.Value], $"{kind}:{name.Key}"));

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Names = await reading.SubjectsAsync(cancellation);
        Limits = await reading.ListAsync(Names, cancellation);
    }

    private void Demand(bool met, string field, string problem)
    {
        if (!met)
        {
            ModelState.AddModelError(field, texts[problem]);
        }
    }

    private PageResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
