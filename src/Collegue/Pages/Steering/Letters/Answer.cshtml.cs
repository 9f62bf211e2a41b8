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

/// <summary>One canned answer with its versions, or a new one.</summary>
internal sealed class AnswerModel(CollegueDb db, CannedAnswers answers, RuleSet rules, Wording wording, IStringLocalizer<ReviewTexts> texts) : LettersPage
{
    /// <summary><c>new</c>, or the id of an answer.</summary>
    [FromRoute]
    public string Key { get; set; } = "new";

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? TaskKind { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public Guid? Id => Guid.TryParse(Key, out var id) ? id : null;

    public IReadOnlyList<(CannedAnswerVersion Version, string By)> Versions { get; private set; } = [];

    public IEnumerable<SelectListItem> Kinds =>
        [new SelectListItem(texts["answers.every"], ""), .. rules.Kinds.Select(kind => new SelectListItem(wording.Task(kind.Slug), kind.Slug)).OrderBy(item => item.Text, StringComparer.CurrentCulture)];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is not { } answer)
        {
            return Key == "new" && MayChange ? Page() : NotFound();
        }

        (Version, Name, TaskKind, Text) = (answer.Version, answer.Name, answer.Task, answer.Versions[0].Text);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        if (Id is null && Key != "new")
        {
            return NotFound();
        }

        var task = rules.Kinds.FirstOrDefault(kind => kind.Slug == TaskKind)?.Slug;
        var outcome = await answers.WriteAsync(Id, Version, Name, task, Text, User.Acting(), cancellation);
        if (outcome is DeskOutcome.Done)
        {
            return Tell("answer", "~/steering/letters/answers");
        }

        var known = await LoadAsync(cancellation);
        if (outcome is DeskOutcome.Invalid invalid)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, invalid.Code == "canned-name" ? nameof(Name) : nameof(Text), texts[$"problem.{invalid.Code}"]);
        }

        if (outcome is DeskOutcome.NotFound || known is null)
        {
            return NotFound();
        }

        ModelState.Remove(nameof(Version));
        Version = known.Version;
        return Refuse(StatusCodes.Status409Conflict, "", texts["problem.version"]);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        if (Id is { } id)
        {
            await answers.WithdrawAsync(id, User.Acting(), cancellation);
        }

        return Tell("answer-withdrawn", "~/steering/letters/answers");
    }

    private async Task<CannedAnswer?> LoadAsync(CancellationToken cancellation)
    {
        if (Id is not { } id || await answers.FindAsync(id, cancellation) is not { } answer)
        {
            return null;
        }

        var agents = answer.Versions.Select(row => row.AgentId).ToHashSet();
        var names = await db.Users.AsNoTracking().Where(row => agents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        Versions = [.. answer.Versions.Select(row => (row, names.GetValueOrDefault(row.AgentId, "")))];
        return answer;
    }
}
