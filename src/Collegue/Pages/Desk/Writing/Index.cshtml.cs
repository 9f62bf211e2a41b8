using Collegue.Answering.Writing;
using Collegue.Answering.Writing.Rewriting;
using Collegue.Casework.Reviewing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Writing;

/// <summary>Helps to write plainly. Every form carries the text itself: nothing of it is stored or logged.</summary>
internal sealed class WritingModel(Diagnostician diagnostician, CheckedRewriter rewriter, IStringLocalizer<WritingTexts> texts) : PageModel
{
    public const int MaxLength = 20_000;

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Ids of the proposals chosen.</summary>
    [BindProperty]
    public List<string> Accept { get; set; } = [];

    /// <summary>One sentence a line, with the mention of a draft to be validated.</summary>
    [BindProperty]
    public bool EasyToRead { get; set; }

    [BindProperty]
    public RewriteKind Kind { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    /// <summary>Null before anything was given.</summary>
    public Diagnosis? Before { get; private set; }

    public NewVersion? After { get; private set; }

    public RewriteObstacle? Obstacle { get; private set; }

    public IActionResult OnPost() => Diagnose() ? Page() : Refused();

    public IActionResult OnPostApply()
    {
        if (!Diagnose())
        {
            return Refused();
        }

        if (Accept.Count == 0 && !EasyToRead)
        {
            ModelState.AddModelError(nameof(Accept), texts["invalid.nothing-chosen"]);
            return Refused();
        }

        var text = RuleVersion.Of(Before!, Accept);
        After = VersionOf(EasyToRead ? CheckedRewriter.WithMention(SentenceLines.Of(text)) : text, null, null);
        return Page();
    }

    public async Task<IActionResult> OnPostRewriteAsync(CancellationToken cancellation)
    {
        if (!Diagnose())
        {
            return Refused();
        }

        var language = Kind == RewriteKind.Translation ? Languages.Known(Language) : null;
        switch (await rewriter.RewriteAsync(new RewriteRequest(Text!, Kind, language), cancellation))
        {
            case CheckedRewriting.Rewritten done: After = VersionOf(done.Text, done.Engine, done.Facts) with { Language = language }; break;
            case CheckedRewriting.Unavailable none: Obstacle = none.Reason; break;
            default: throw new InvalidOperationException();
        }

        return Page();
    }

    private bool Diagnose()
    {
        Text = ReplyText.Clean(Text ?? "");
        if (!Text.Any(char.IsLetter))
        {
            ModelState.AddModelError(nameof(Text), texts[Text.Length == 0 ? "invalid.empty" : "invalid.no-letter"]);
        }
        else if (Text.Length > MaxLength)
        {
            ModelState.AddModelError(nameof(Text), texts["invalid.too-long", MaxLength, Text.Length]);
        }

        Before = ModelState.IsValid ? diagnostician.Read(Text) : null;
        return Before is not null;
    }

    private NewVersion VersionOf(string text, string? engine, FactComparison? facts) =>
        new(text, diagnostician.Read(text), WordChanges.Compare(Text!, text), engine, facts);

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}

/// <summary>What became of a text.</summary>
/// <param name="Engine">The model that wrote it; null for the rules.</param>
/// <param name="Facts">What a model lost or brought in.</param>
internal sealed record NewVersion(string Text, Diagnosis Diagnosis, IReadOnlyList<ChangedPart> Changes, string? Engine, FactComparison? Facts)
{
    /// <summary>Of a translation.</summary>
    public string? Language { get; init; }
}
