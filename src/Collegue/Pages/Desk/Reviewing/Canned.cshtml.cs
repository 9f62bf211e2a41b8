using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>Chooses a canned answer to put at the end of the text being written, which is carried along and stored nowhere.</summary>
internal sealed class CannedModel(CollegueDb db, CannedAnswers answers, IStringLocalizer<ReviewTexts> texts) : ReviewPage(db, texts)
{
    [BindProperty]
    public Guid LastMessageId { get; set; }

    [BindProperty]
    public Guid? DraftId { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public IReadOnlyList<CannedView> Answers { get; private set; } = [];

    public IActionResult OnGet() => Redirect(Url.Content(CaseAddress));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        // The revision stays the one the editor showed.
        var shown = Revision;
        var page = await FormAsync(cancellation);
        Revision = shown;
        return page;
    }

    public string With(CannedView answer) => string.IsNullOrWhiteSpace(Text) ? answer.Text : $"{Text.TrimEnd()}\n\n{answer.Text}";

    private protected override async Task PrepareAsync(CancellationToken cancellation) => Answers = await answers.ForAsync(Subject.Task, cancellation);
}
