using System.Globalization;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Collections.Keeping;

/// <summary>A page with the form of a collection's settings.</summary>
internal abstract class SettingsPage(CollegueDb db, IStringLocalizer<CollectionTexts> texts) : PageModel
{
    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string? OwnerDepartment { get; set; }

    [BindProperty]
    public string? ReadBy { get; set; }

    [BindProperty]
    public bool SharedWithChildren { get; set; }

    [BindProperty]
    public string? ReviewEveryDays { get; set; }

    public AgentRights Rights { get; protected set; } = null!;

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IEnumerable<SelectListItem> ReaderChoices =>
        Enum.GetValues<Readers>().Select(value => new SelectListItem(texts[$"readers.{value.ToString().ToLowerInvariant()}.choice"], value.ToString()));

    protected IStringLocalizer<CollectionTexts> Texts => texts;

    /// <summary>What was typed; a number that is none is out of range.</summary>
    protected CollectionSettings Typed() => new(
        Title?.Trim() ?? "",
        NullIfEmpty(Description?.ReplaceLineEndings("\n")),
        NullIfEmpty(OwnerDepartment),
        Enum.TryParse<Readers>(ReadBy, out var readers) && Enum.IsDefined(readers) ? readers : Readers.Agents,
        SharedWithChildren,
        NullIfEmpty(ReviewEveryDays) is not { } days ? null : int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
        null);

    protected void Show(CollectionSettings settings)
    {
        (Title, Description, OwnerDepartment) = (settings.Title, settings.Description, settings.OwnerDepartment);
        (ReadBy, SharedWithChildren) = (settings.Readers.ToString(), settings.SharedWithChildren);
        ReviewEveryDays = settings.ReviewEveryDays?.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The form again, with what was typed and what is wrong with it.</summary>
    protected async Task<IActionResult> RefuseAsync(IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        foreach (var code in codes)
        {
            ModelState.AddModelError(FieldOf(code), texts[$"invalid.{code}", CollectionSettings.LongestTitle, CollectionSettings.LongestDescription, CollectionSettings.LongestReview]);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await LoadChoicesAsync(cancellation);
        return Page();
    }

    protected async Task LoadChoicesAsync(CancellationToken cancellation)
    {
        var rows = await db.Departments.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation);
        Departments =
        [
            .. Rights.IsAdministrator ? [new SelectListItem(texts["owner.none"], "")] : Array.Empty<SelectListItem>(),
            .. rows.Where(row => Rights.IsAdministrator || row.Slug == Rights.Department).Select(row => new SelectListItem(row.Name, row.Slug)),
        ];
    }

    private static string? NullIfEmpty(string? typed) => typed?.Trim() is { Length: > 0 } text ? text : null;

    private static string FieldOf(string code) => code.Split('-')[0] switch
    {
        "title" => nameof(Title),
        "description" => nameof(Description),
        "owner" => nameof(OwnerDepartment),
        _ => nameof(ReviewEveryDays),
    };
}
