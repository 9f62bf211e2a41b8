using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Reviewing;

/// <summary>Opens a case from passages of this one.</summary>
internal sealed class SplitModel(CollegueDb db, Splits splits, IStringLocalizer<ReviewTexts> texts) : ReviewPage(db, texts)
{
    [BindProperty]
    public List<string> Passage { get; set; } = [];

    [BindProperty]
    public bool WithFiles { get; set; }

    public IReadOnlyList<SplitPassage> Passages { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => FormAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var opened = Id;
        var outcome = await splits.SplitAsync(Id, Revision, Passage, WithFiles, User.Acting(), HttpContext.TrackingLink, id => opened = id, cancellation);
        var answer = await AfterAsync(outcome, "split", cancellation);
        return outcome is DeskOutcome.Done ? Redirect(Url.Content($"~/desk/case/{opened}")) : answer;
    }

    private protected override async Task PrepareAsync(CancellationToken cancellation) => Passages = await splits.PassagesAsync(Id, cancellation);

    private protected override string FieldOf(string code) => nameof(Passage);
}
