using System.Globalization;
using Collegue.Access;
using Collegue.Casework.Triage;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages;

/// <summary>The rules that decide handling, as the running program applies them.</summary>
internal sealed class RulesModel(Triage triage, CurrentOrganisation current, OrganisationDirectory directory, IServiceScopeFactory scopes) : PageModel
{
    private readonly Dictionary<string, string> departments = [];

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

    public async Task OnGetAsync(CancellationToken cancellation)
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
