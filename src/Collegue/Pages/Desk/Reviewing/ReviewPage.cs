using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>A page about one case with one form: what went wrong comes back with what was typed, what was done is said on the case.</summary>
internal abstract class ReviewPage(CollegueDb db, IStringLocalizer<ReviewTexts> texts) : PageModel
{
    internal const string DoneKey = "review-done";

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    public Case Subject { get; private set; } = null!;

    public string CaseAddress => $"~/desk/case/{Id}";

    private protected CollegueDb Db => db;

    private protected IStringLocalizer<ReviewTexts> Texts => texts;

    /// <summary>Reads what the page shows beside its form.</summary>
    private protected virtual Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The field a problem belongs to; empty for the whole form.</summary>
    private protected virtual string FieldOf(string code) => "";

    private protected async Task<IActionResult> FormAsync(CancellationToken cancellation, int status = StatusCodes.Status200OK)
    {
        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, cancellation) is not { } subject)
        {
            return NotFound();
        }

        Subject = subject;
        if (status == StatusCodes.Status200OK)
        {
            Revision = subject.Revision;
        }

        await PrepareAsync(cancellation);
        Response.StatusCode = status;
        return Page();
    }

    private protected async Task<IActionResult> AfterAsync(DeskOutcome outcome, string done, CancellationToken cancellation)
    {
        if (outcome is DeskOutcome.Done)
        {
            TempData[DoneKey] = done;
            return Redirect(Url.Content(CaseAddress));
        }

        if (outcome is DeskOutcome.NotFound)
        {
            return NotFound();
        }

        var invalid = outcome as DeskOutcome.Invalid;
        ModelState.AddModelError(invalid is null ? "" : FieldOf(invalid.Code), texts[invalid is null ? "problem.conflict" : $"problem.{invalid.Code}"]);
        if (invalid is null)
        {
            // The next try is about the case as it is now shown.
            ModelState.Remove(nameof(Revision));
            Revision = await db.Cases.Where(row => row.Id == Id).Select(row => row.Revision).SingleOrDefaultAsync(cancellation);
        }

        return await FormAsync(cancellation, invalid is null ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);
    }
}
