using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Collegue.Storage.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages;

/// <summary>The rules that decide handling, as the running program applies them.</summary>
internal sealed class RulesModel(
    CurrentTriage currentTriage, RuleVersions versions, PublishedTriages published, CurrentOrganisation current, OrganisationDirectory directory, IServiceScopeFactory scopes) : PageModel
{
    private readonly Dictionary<string, string> departments = [];

    private Triage triage = null!;

    /// <summary>A version that decided cases in the past; the one in force without it.</summary>
    [FromQuery(Name = "version")]
    public int? Number { get; set; }

    /// <summary>The version of the organisation that is shown; null for the rules as they come with the product.</summary>
    public RuleVersion? Own { get; private set; }

    public RuleSet Rules => triage.Rules;

    /// <summary>As it is kept with each case.</summary>
    public string Version => triage.Version;

    /// <summary>Phrases that decide alone, and those that are weighed.</summary>
    public static IEnumerable<(string Text, IEnumerable<string> Phrases)> Lists(Signal signal) =>
        signal.Phrases.GroupBy(list => signal.Alone.Contains(list.Key)).OrderByDescending(lists => lists.Key)
            .Select(lists => (lists.Key ? "rules.words.alone" : "rules.words.weighed", lists.SelectMany(list => list.Value)));

    public static string Say(Localised text) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? text.En : text.Fr;

    /// <summary>The service a rule names: of this organisation, or of the one above that does the work.</summary>
    public string Department(string slug) => departments.GetValueOrDefault(slug, slug);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        triage = await currentTriage.GetAsync(cancellation);
        Own = await currentTriage.PublishedAsync(cancellation);
        if (Number is { } number)
        {
            if ((await versions.ListAsync(cancellation)).FirstOrDefault(row => row.Number == number) is not { } asked)
            {
                return NotFound();
            }

            (Own, triage) = (asked, published.Of(asked));
        }

        await LoadDepartmentsAsync(cancellation);
        return Page();
    }

    private async Task LoadDepartmentsAsync(CancellationToken cancellation)
    {
        if (current.View is not { } organisation)
        {
            return;
        }

        foreach (var id in organisation.Ancestors.Prepend(organisation.Id))
        {
            if (await directory.FindAsync(id, cancellation) is not { } owner)
            {
                continue;
            }

            await using var services = scopes.CreateAsyncScope();
            services.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(owner.Id, owner.Ancestors);
            var db = services.ServiceProvider.GetRequiredService<CollegueDb>();
            foreach (var department in await db.Departments.AsNoTracking().Select(row => new { row.Slug, row.Name }).ToListAsync(cancellation))
            {
                departments.TryAdd(department.Slug, owner.Id == organisation.Id ? department.Name : $"{department.Name} ({owner.Name})");
            }
        }
    }
}
