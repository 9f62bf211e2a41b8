using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk;

/// <summary>An agent says what triage should have decided; the case follows, and the correction is proposed as an example.</summary>
internal sealed class TriageModel(CollegueDb db, TriageCorrections corrections, RuleSet rules, Wording wording, IStringLocalizer<DeskTexts> texts) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Handling { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Case Subject { get; private set; } = null!;

    public bool Conflict { get; private set; }

    public IReadOnlyList<SelectListItem> Kinds =>
        [new(wording.Task(null), ""), .. rules.Kinds.Select(kind => new SelectListItem(wording.Task(kind.Slug), kind.Slug)).OrderBy(item => item.Text, StringComparer.CurrentCulture)];

    public IReadOnlyList<SelectListItem> Handlings => [.. Enum.GetValues<Handling>().Select(handling => new SelectListItem(wording.Handling(handling), handling.ToString()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        (Kind, Handling) = (Subject.Task, Subject.Handling?.ToString());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = Enum.TryParse<Handling>(Handling, out var handling) && Enum.IsDefined(handling)
            ? await corrections.CorrectAsync(Id, Revision, string.IsNullOrEmpty(Kind) ? null : Kind, handling, Note, User.Acting(), cancellation)
            : new DeskOutcome.Invalid("handling-missing");
        if (outcome is DeskOutcome.Done)
        {
            TempData["done"] = "corrected";
            return RedirectToPage("/Desk/Case", null, new { id = Id, handler = "" });
        }

        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        Conflict = outcome is DeskOutcome.Conflict;
        if (outcome is DeskOutcome.Invalid invalid)
        {
            ModelState.AddModelError(FieldOf(invalid.Code), texts[$"invalid.{invalid.Code}"]);
        }

        Response.StatusCode = Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        var found = await db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, cancellation);
        Subject = found!;
        return found is not null;
    }

    private static string FieldOf(string code) => code switch
    {
        "handling-missing" => nameof(Handling),
        "note-long" => nameof(Note),
        _ => nameof(Kind),
    };
}
