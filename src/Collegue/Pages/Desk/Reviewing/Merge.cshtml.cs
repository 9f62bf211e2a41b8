using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>Continues another case of the same citizen in this one, and takes that back.</summary>
internal sealed class MergeModel(CollegueDb db, Merges merges, IStringLocalizer<ReviewTexts> texts) : ReviewPage(db, texts)
{
    [BindProperty]
    public Guid? Other { get; set; }

    public IReadOnlyList<SelectListItem> Candidates { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => FormAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation) => await AfterAsync(
        Other is { } other ? await merges.MergeAsync(Id, Revision, other, User.Acting(), cancellation) : new DeskOutcome.Invalid("merge-which"), "merged", cancellation);

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancellation) =>
        await AfterAsync(await merges.UndoAsync(Id, User.Acting(), cancellation), "unmerged", cancellation);

    private protected override async Task PrepareAsync(CancellationToken cancellation) => Candidates =
        [.. (await merges.CandidatesAsync(Subject, cancellation)).Select(row => new SelectListItem($"{row.Number} – {row.Subject}", row.Id.ToString()))];

    private protected override string FieldOf(string code) => code is "merge-sent" ? "" : nameof(Other);
}
