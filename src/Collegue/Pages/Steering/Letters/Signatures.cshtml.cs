using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Casework.Triage;
using Collegue.Pages.Desk;
using Collegue.Pages.Desk.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Desk;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Letters;

/// <summary>The kinds of task whose replies need a second signature.</summary>
internal sealed class SignaturesModel(CollegueDb db, SecondSignatures signatures, RuleSet rules, Wording wording, IStringLocalizer<ReviewTexts> texts) : LettersPage
{
    [BindProperty]
    public string? TaskKind { get; set; }

    public IReadOnlyList<(SignatureRule Rule, string By)> Rules { get; private set; } = [];

    public IEnumerable<SelectListItem> Kinds =>
        [new SelectListItem(texts["rules.choose"], ""), .. rules.Kinds.Where(kind => Rules.All(row => row.Rule.Task != kind.Slug))
            .Select(kind => new SelectListItem(wording.Task(kind.Slug), kind.Slug)).OrderBy(item => item.Text, StringComparer.CurrentCulture)];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Told();
        await LoadAsync(cancellation);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => SetAsync(true, cancellation);

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation) => SetAsync(false, cancellation);

    private async Task<IActionResult> SetAsync(bool needed, CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        if (string.IsNullOrEmpty(TaskKind) || (needed && rules.Kinds.All(kind => kind.Slug != TaskKind)))
        {
            await LoadAsync(cancellation);
            return Refuse(StatusCodes.Status422UnprocessableEntity, nameof(TaskKind), texts["problem.rules-task"]);
        }

        await signatures.SetAsync(TaskKind, needed, User.Acting(), cancellation);
        return Tell(needed ? "rule-set" : "rule-removed", "~/steering/letters/signatures");
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var all = await signatures.RulesAsync(cancellation);
        var agents = all.Select(row => row.AgentId).ToHashSet();
        var names = await db.Users.AsNoTracking().Where(row => agents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        Rules = [.. all.Select(row => (row, names.GetValueOrDefault(row.AgentId, "")))];
    }
}
