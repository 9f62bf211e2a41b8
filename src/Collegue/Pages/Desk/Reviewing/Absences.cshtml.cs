using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Storage.Desk;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>When agents are away and who is proposed in their place: one's own, or anybody's for a manager.</summary>
internal sealed class AbsencesModel(Absences absences, AgentChoices choices, IStringLocalizer<ReviewTexts> texts) : PageModel
{
    private IReadOnlyList<(Guid Id, string Name)> _agents = [];

    [BindProperty]
    public Guid? AgentId { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public Guid? ReplacementId { get; set; }

    public IReadOnlyList<AgentAbsence> Coming { get; private set; } = [];

    public bool MayChangeAll => User.IsInRole(nameof(Roles.Manager)) || User.IsInRole(nameof(Roles.Administrator));

    public IEnumerable<SelectListItem> Agents => _agents.Select(row => new SelectListItem(row.Name, row.Id.ToString(), AgentId is null && row.Id == User.Acting().AgentId));

    public IEnumerable<SelectListItem> Replacements => [new SelectListItem(texts["choose.nobody"], ""), .. _agents.Select(row => new SelectListItem(row.Name, row.Id.ToString()))];

    public string NameOf(Guid? agentId) => _agents.FirstOrDefault(row => row.Id == agentId).Name ?? texts["choose.nobody"];

    public bool MayChange(Guid agentId) => MayChangeAll || agentId == User.Acting().AgentId;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Coming = await absences.ComingAsync(cancellation);
        _agents = await choices.AgentsAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        ModelState.Remove(nameof(ReplacementId));
        var outcome = await absences.AddAsync(
            MayChangeAll ? AgentId ?? User.Acting().AgentId : User.Acting().AgentId, Day(From), Day(To), ReplacementId, User.Acting(), cancellation);
        if (outcome is DeskOutcome.Invalid invalid)
        {
            ModelState.AddModelError(invalid.Code == "absence-dates" ? nameof(From) : nameof(ReplacementId), texts[$"problem.{invalid.Code}"]);
            await OnGetAsync(cancellation);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return outcome is DeskOutcome.Done ? Redirect(Url.Content("~/desk/absences")) : NotFound();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid absence, CancellationToken cancellation)
    {
        await absences.RemoveAsync(absence, MayChangeAll ? null : User.Acting().AgentId, User.Acting(), cancellation);
        return Redirect(Url.Content("~/desk/absences"));
    }

    private static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
