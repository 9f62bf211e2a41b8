using Collegue.Access;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Collegue.Workers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Admin;

[Authorize(Roles = nameof(Roles.Administrator))]
internal sealed class KnowledgeAddModel(SourceAddition addition, IStringLocalizer<AdminTexts> texts) : PageModel
{
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Location { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Every { get; set; } = nameof(Rhythm.Never);

    public IReadOnlyList<string> Roots => addition.Roots;

    public IEnumerable<SelectListItem> Kinds =>
        Enum.GetValues<SourceKind>().Select(kind => new SelectListItem(texts[$"kind.{kind}"], kind.ToString()));

    public IEnumerable<SelectListItem> Rhythms =>
        Enum.GetValues<Rhythm>().Select(rhythm => new SelectListItem(texts[$"every.{rhythm}"], rhythm.ToString()));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Enum.TryParse<SourceKind>(Kind, out var kind) || !Enum.IsDefined(kind))
        {
            return Refuse(nameof(Kind), texts["add.kind.missing"]);
        }

        var rhythm = Enum.TryParse<Rhythm>(Every, out var chosen) && Enum.IsDefined(chosen) ? chosen : Rhythm.Never;
        switch (await addition.AddAsync(new NewSource(kind, Location, Name, rhythm), User.Acting().AgentId, cancellation))
        {
            case SourceAdded.Done:
                TempData["done"] = "added";
                return RedirectToPage("/Admin/Knowledge", null, null);
            case SourceAdded.Refused refused:
                var field = refused.Reason is SourceRefusal.TitleMissing or SourceRefusal.TitleLong or SourceRefusal.Exists ? nameof(Name) : nameof(Location);
                return Refuse(field, refused.Detail is { } detail ? texts["add.refused.detail", detail] : texts[$"add.refused.{refused.Reason}"]);
            default:
                throw new InvalidOperationException();
        }
    }

    private PageResult Refuse(string field, string text)
    {
        ModelState.AddModelError(field, text);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
