using System.Text;
using Collegue.Casework.Incidents;
using Collegue.Storage.Incidents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Incidents;

/// <summary>The incidents of the organisation, newest first.</summary>
[Authorize(Roles = IncidentRoles.Deciding)]
internal sealed class IndexModel(IncidentList list, IncidentClosing closing, IStringLocalizer<IncidentTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public IncidentFilter Filter { get; set; } = new();

    public IncidentPageOf List { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> States => Items(Filter.State, "state");

    public IReadOnlyList<SelectListItem> Severities => Items(Filter.Severity, "severity");

    public IReadOnlyList<SelectListItem> Causes => Items(Filter.Cause, "cause");

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        List = await list.ReadAsync(Filter, cancellation);
    }

    /// <summary>What the bench asks again, one JSON line for each closed incident.</summary>
    public async Task<IActionResult> OnGetLessonsAsync(CancellationToken cancellation)
    {
        var lines = new StringBuilder();
        await foreach (var line in closing.LessonsAsync(cancellation))
        {
            lines.Append(line).Append('\n');
        }

        return File(Encoding.UTF8.GetBytes(lines.ToString()), "application/jsonl", "incidents.jsonl");
    }

    private List<SelectListItem> Items<T>(T? chosen, string key)
        where T : struct, Enum =>
        [
            new SelectListItem(texts["filter.all"], "", chosen is null),
            .. Enum.GetValues<T>().Select(value => new SelectListItem(texts[$"{key}.{value}"], value.ToString(), chosen is { } own && own.Equals(value))),
        ];
}

/// <summary>Who sends corrections and closes incidents; every agent reports.</summary>
internal static class IncidentRoles
{
    public const string Deciding = "Approver,Manager,Administrator";
}
