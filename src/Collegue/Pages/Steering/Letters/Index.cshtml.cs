using Collegue.Access;
using Collegue.Casework.Reviewing;
using Collegue.Casework.Sending;
using Collegue.Pages.Desk.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Desk;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Letters;

/// <summary>The words around every letter of the organisation.</summary>
internal sealed class TemplateModel(CollegueDb db, LetterTemplates templates, IStringLocalizer<ReviewTexts> texts) : LettersPage
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Letterhead { get; set; }

    [BindProperty]
    public string? Opening { get; set; }

    [BindProperty]
    public string? Closing { get; set; }

    [BindProperty]
    public string? Signature { get; set; }

    public IReadOnlyList<(LetterTemplate Template, string By)> Versions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Told();
        if (await templates.CurrentAsync(cancellation) is { } current)
        {
            (Version, Letterhead, Opening, Closing, Signature) = (current.Version, current.Letterhead, current.Opening, current.Closing, current.Signature);
        }

        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        var outcome = await templates.WriteAsync(Version, Letterhead, Opening, Closing, Signature, User.Acting(), cancellation);
        if (outcome is DeskOutcome.Done)
        {
            return Tell("template", "~/steering/letters");
        }

        if (outcome is DeskOutcome.Conflict)
        {
            ModelState.Remove(nameof(Version));
            Version = (await templates.CurrentAsync(cancellation))?.Version ?? 0;
        }

        await LoadAsync(cancellation);
        return outcome is DeskOutcome.Invalid invalid
            ? Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Letterhead), texts[$"problem.{invalid.Code}", LetterTemplates.Longest])
            : Refuse(StatusCodes.Status409Conflict, "", texts["problem.version"]);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var versions = await templates.VersionsAsync(cancellation);
        var agents = versions.Select(row => row.AgentId).ToHashSet();
        var names = await db.Users.AsNoTracking().Where(row => agents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        Versions = [.. versions.Select(row => (row, names.GetValueOrDefault(row.AgentId, "")))];
    }
}
