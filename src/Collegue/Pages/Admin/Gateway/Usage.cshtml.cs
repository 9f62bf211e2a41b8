using System.Globalization;
using System.Text;
using Collegue.Gateway.Accounts.Usage;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Collegue.Pages.Admin.Gateway;

/// <summary>
/// What was used between two days, by key, department, model or day, and by organisation where others below use the models. By user for administrators only, who say no more than what it costs:
/// it is no measure of anybody's work.
/// </summary>
internal sealed class UsageModel(
    UsageReport report, OrganisationDirectory directory, OrganisationScope scope, IOptionsSnapshot<CarbonOptions> carbon, TimeProvider clock, IStringLocalizer<GatewayTexts> texts) : PageModel
{
    private const string Day = "yyyy-MM-dd";
    private const int MostDays = 1100;

    private IReadOnlyList<Guid> _below = [];

    [FromQuery(Name = "from")]
    public string? From { get; set; }

    [FromQuery(Name = "to")]
    public string? To { get; set; }

    [FromQuery(Name = "by")]
    public string? By { get; set; }

    public UsageView View { get; private set; } = null!;

    public UsageGrouping Grouping { get; private set; } = UsageGrouping.Key;

    public bool IsAdministrator => User.IsInRole(nameof(Roles.Administrator));

    /// <summary>As figures of the screen are written.</summary>
    public string GramsOfKilowattHour => carbon.Value.GramsCarbonPerKilowattHour.ToString("0.##", CultureInfo.CurrentCulture);

    public IEnumerable<SelectListItem> Groupings =>
        Offered.Select(grouping => new SelectListItem(texts[$"usage.by.{grouping}"], grouping.ToString(), grouping == Grouping));

    public IDictionary<string, string> Query => new Dictionary<string, string> { ["from"] = Typed(View.Question.From), ["to"] = Typed(View.Question.To), ["by"] = Grouping.ToString() };

    private IEnumerable<UsageGrouping> Offered => Enum.GetValues<UsageGrouping>().Where(grouping =>
        (grouping != UsageGrouping.Organisation || _below.Count > 0) && (grouping != UsageGrouping.User || IsAdministrator));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!MaySee())
        {
            return Forbid();
        }

        if (!await ReadAsync(cancellation))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        if (!MaySee())
        {
            return Forbid();
        }

        if (!await ReadAsync(cancellation))
        {
            return RedirectToPage("/Admin/Gateway/Usage", "", null);
        }

        using var written = new MemoryStream();
        await using (var writer = new StreamWriter(written, Encoding.UTF8, leaveOpen: true))
        {
            await UsageCsv.WriteAsync(writer, View, line => line.Day is null ? NameOf(line) : null, cancellation);
        }

        return File(written.ToArray(), "text/csv; charset=utf-8", $"{texts["usage.file"]}-{Grouping.ToString().ToLowerInvariant()}-{From}-{To}.csv");
    }

    public string NameOf(UsageLine line) =>
        line.Day is { } day ? day.ToString("D", CultureInfo.CurrentCulture)
        : line.Name is { Length: > 0 } name ? name
        : texts[line.Id == Guid.Empty ? $"usage.nobody.{Grouping}" : "usage.removed"];

    /// <summary>Under the name of a line: which model answered.</summary>
    public string? DetailOf(UsageLine line) =>
        Grouping != UsageGrouping.Model ? null
        : line.Detail is { Length: > 0 } detail ? detail
        : texts[line.Id == Guid.Empty ? "usage.nobody.Model" : "usage.removed"];

    private bool MaySee() => By != nameof(UsageGrouping.User) || IsAdministrator;

    /// <summary>False when the days are none; uses of the month are shown then, and what was typed stays in its fields.</summary>
    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        _below = await directory.BelowAsync(scope.Current, cancellation);
        Grouping = ListedChoice.Read<UsageGrouping>(By) is { } asked && Offered.Contains(asked) ? asked : UsageGrouping.Key;

        // Uses are counted by days of universal time.
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var (from, to) = (Read(From, today.AddDays(1 - today.Day)), Read(To, today));
        var right = from is { } first && to is { } last && first <= last && last.DayNumber - first.DayNumber <= MostDays;
        if (!right)
        {
            ModelState.AddModelError(nameof(From), texts["usage.days.problem"]);
            (from, to) = (today.AddDays(1 - today.Day), today);
        }

        View = await report.ReadAsync(new UsageQuestion(from!.Value, to!.Value, Grouping, Grouping == UsageGrouping.Organisation ? _below : null), cancellation);
        if (right)
        {
            (From, To) = (Typed(from.Value), Typed(to.Value));
        }

        return right;
    }

    private static string Typed(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    private static DateOnly? Read(string? typed, DateOnly otherwise) =>
        string.IsNullOrWhiteSpace(typed) ? otherwise
        : DateOnly.TryParseExact(typed, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : null;
}
