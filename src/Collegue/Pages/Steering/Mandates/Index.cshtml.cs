using Collegue.Casework.Mandates;
using Collegue.Pages.Citizen;
using Collegue.Pages.Desk;
using Collegue.Storage;
using Collegue.Storage.Mandates;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Steering.Mandates;

/// <summary>Every kind of task with its level, what proves it and what is missing for the next.</summary>
[PrivatePage]
internal sealed class IndexModel(MandateFiles files, CollegueDb db, Wording wording, MandateWords words, IStringLocalizer<MandateTexts> texts) : PageModel
{
    [FromQuery(Name = "department")]
    public string? Department { get; set; }

    [FromQuery(Name = "level")]
    public MandateLevel? Level { get; set; }

    public IReadOnlyList<MandateFile> Files { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IEnumerable<SelectListItem> Levels =>
        [new(texts["filter.levels"], ""), .. Enum.GetValues<MandateLevel>().Select(level => new SelectListItem(words.Level(level), level.ToString(), level == Level))];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var names = await db.Departments.AsNoTracking().OrderBy(row => row.Name).Select(row => new { row.Slug, row.Name }).ToListAsync(cancellation);
        Departments = [new(texts["filter.all"], ""), .. names.Select(row => new SelectListItem(row.Name, row.Slug, row.Slug == Department))];
        Files = [.. (await files.ListAsync(cancellation))
            .Where(file => (string.IsNullOrEmpty(Department) || file.Kind.Department == Department) && (Level is null || file.Level == Level))
            .OrderByDescending(file => file.Level > MandateLevel.Propose).ThenBy(file => file.IsForHumans).ThenByDescending(file => file.Evidence.Reviewed)
            .ThenBy(NameOf, StringComparer.CurrentCulture)];
    }

    public string NameOf(MandateFile file) => wording.Task(file.Kind.Slug);
}
