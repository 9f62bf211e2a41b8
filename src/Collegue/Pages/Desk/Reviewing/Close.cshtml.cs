using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>Closes a case that needs no reply, and opens it again.</summary>
internal sealed class CloseModel(CollegueDb db, Closings closings, IStringLocalizer<ReviewTexts> texts) : ReviewPage(db, texts)
{
    [BindProperty]
    public ClosingReason? Reason { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<SelectListItem> Reasons => ReasonsOf(Texts);

    public static IReadOnlyList<SelectListItem> ReasonsOf(IStringLocalizer<ReviewTexts> texts) =>
        [new SelectListItem(texts["close.choose"], ""), .. Closings.Reasons.Select(reason => new SelectListItem(texts[$"closing.reason.{reason.ToString().ToLowerInvariant()}"], reason.ToString()))];

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => FormAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        ModelState.Remove(nameof(Reason));
        return await AfterAsync(await closings.CloseAsync(Id, Revision, Reason, Note, User.Acting(), cancellation), "closed", cancellation);
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken cancellation) =>
        await AfterAsync(await closings.ReopenAsync(Id, Revision, User.Acting(), cancellation), "reopened", cancellation);

    private protected override string FieldOf(string code) => nameof(Reason);
}
