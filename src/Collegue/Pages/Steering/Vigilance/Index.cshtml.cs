using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Mandates.Vigilance;
using Collegue.Casework.Triage;
using Collegue.Pages.Citizen;
using Collegue.Pages.Desk;
using Collegue.Pages.Steering.Mandates;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Vigilance;

/// <summary>The agreement vigilance rests on, the kinds of task in training mode, and what was seen or not by department.</summary>
[PrivatePage]
internal sealed class IndexModel(VigilanceDesk desk, RuleSet rules, Wording words, IStringLocalizer<MandateTexts> texts) : PageModel
{
    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public bool Enabled { get; set; }

    /// <summary>Days as typed: one that is no date is a problem of the form.</summary>
    [BindProperty]
    public string? AgreedOn { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? ToldOn { get; set; }

    [BindProperty]
    public string? Share { get; set; }

    [BindProperty]
    public List<string> Kinds { get; set; } = [];

    /// <summary>Kinds of task for which drafts are made, by their names.</summary>
    public IReadOnlyList<(string Slug, string Name)> Offered { get; } =
        [.. rules.Kinds.Where(kind => kind.Handling != Handling.Human).Select(kind => (kind.Slug, words.Task(kind.Slug))).OrderBy(kind => kind.Item2, StringComparer.CurrentCulture)];

    public bool MayChange => User.IsInRole(nameof(Roles.Manager)) || User.IsInRole(nameof(Roles.Administrator));

    public bool IsOn { get; private set; }

    public bool Saved { get; private set; }

    public IReadOnlyList<VigilanceLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Saved = TempData["saved"] is true;
        var settings = await LoadAsync(cancellation);
        (Revision, Enabled, Reference) = (settings.Revision, settings.Enabled, settings.Reference);
        (AgreedOn, ToldOn) = (Text(settings.AgreedOn), Text(settings.ToldOn));
        (Share, Kinds) = (settings.SharePercent.ToString(CultureInfo.InvariantCulture), [.. settings.Kinds]);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        var wanted = new VigilanceSettings(Enabled, Day(AgreedOn), Reference, Day(ToldOn),
            int.TryParse(Share, NumberStyles.None, CultureInfo.InvariantCulture, out var share) ? share : -1,
            Kinds, Revision);
        var problems = await desk.SaveAsync(wanted, User.Acting(), cancellation);
        if (problems.Count == 0)
        {
            TempData["saved"] = true;
            return RedirectToPage("/Steering/Vigilance/Index");
        }

        foreach (var code in problems)
        {
            ModelState.AddModelError(FieldOf(code), texts[$"vigilance.problem.{code}"]);
        }

        await LoadAsync(cancellation);
        Response.StatusCode = problems.Contains("conflict") ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<VigilanceSettings> LoadAsync(CancellationToken cancellation)
    {
        Lines = await desk.FiguresAsync(cancellation);
        var settings = await desk.ReadAsync(cancellation);
        IsOn = settings is { Enabled: true, Kinds.Count: > 0 };
        return settings;
    }

    private static string FieldOf(string code) => code switch
    {
        "agreed" => nameof(AgreedOn),
        "told" => nameof(ToldOn),
        "share" => nameof(Share),
        "kinds" => nameof(Kinds),
        _ => nameof(Reference),
    };

    private static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
