using System.Globalization;
using System.Text.Json;
using Collegue.Access;
using Collegue.Pages.Desk.Collections.Keeping;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Collections;

/// <summary>The settings of one's own collection; each change can be undone from the page it leads to.</summary>
internal sealed class SettingsModel(
    CollegueDb db, CollectionShelf shelf, CollectionDesk desk, RightsReader rights, ReadingReader readings, IStringLocalizer<CollectionTexts> texts)
    : SettingsPage(db, texts)
{
    [FromRoute]
    public string Slug { get; set; } = "";

    /// <summary>Mark of the settings the form was filled upon.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public string? NextReview { get; set; }

    public Collection Collection { get; private set; } = null!;

    /// <summary>Said by the source itself at each reading, when it has a manifest.</summary>
    public bool FromFolder { get; private set; }

    public bool Conflict { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        Show(CollectionSettings.Of(Collection));
        Seen = CollectionSettings.Of(Collection).Mark;
        await LoadChoicesAsync(cancellation);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => ChangeAsync(Typed(), putBack: false, "changed", cancellation);

    public Task<IActionResult> OnPostUndoAsync(CancellationToken cancellation) => ChangeAsync(
        Typed() with
        {
            NextReview = DateOnly.TryParseExact(NextReview, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        },
        putBack: true, "undone", cancellation);

    public async Task<IActionResult> OnPostReviewedAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation)
            ? After(await desk.ReviewedAsync(Slug, Rights, User.Acting().AgentId, cancellation), "reviewed")
            : NotFound();

    private async Task<IActionResult> ChangeAsync(CollectionSettings wanted, bool putBack, string done, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await desk.ChangeAsync(Slug, Seen ?? "", wanted, putBack, Rights, User.Acting().AgentId, cancellation);
        switch (outcome)
        {
            case CollectionOutcome.Invalid invalid:
                return await RefuseAsync(invalid.Codes, cancellation);
            case CollectionOutcome.Conflict:
                // What was typed stays in the form; sending it again is then a choice.
                Conflict = true;
                Seen = CollectionSettings.Of(Collection).Mark;
                ModelState.Remove(nameof(Seen));
                await LoadChoicesAsync(cancellation);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return After(outcome, done);
        }
    }

    private IActionResult After(CollectionOutcome outcome, string done)
    {
        if (outcome is not CollectionOutcome.Done { Before: var before })
        {
            return NotFound();
        }

        TempData["done"] = before is null ? "unchanged" : done;
        if (before is not null && done != "undone")
        {
            TempData["before"] = JsonSerializer.Serialize(before);
        }

        return Redirect(Url.Collection(Slug, null));
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        Rights = await rights.OfAsync(User, cancellation);
        if (await shelf.FindAsync(Slug, null, Rights, cancellation) is not { } found || !Rights.MayChange(found.Collection))
        {
            return false;
        }

        Collection = found.Collection;
        FromFolder = (await readings.OfAsync(Collection, cancellation)).Source?.Kind == SourceKind.Folder;
        return true;
    }
}
