using System.Text;
using Collegue.BrowserTests.Browsing;
using Collegue.Web.Tests.Admin;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>An administrator adds a folder, sees what could not be read, mends it and has it read again; with scripts and without.</summary>
public sealed class KeepingSources(SourcesServer server, Chromium chromium) : Visits(server, chromium), IClassFixture<SourcesServer>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_is_kept_up_to_date(bool scripts)
    {
        var name = scripts ? "Avec scripts" : "Sans scripts";
        var folder = server.Folder($"suivi-{scripts}", ("neige.md", "# Neige\nLes trottoirs sont déneigés par les riverains."), ("vide.md", ""));
        var admin = await AgentAsync("admin", scripts);

        await admin.OpenAsync("/admin/knowledge");
        await admin.FollowAsync("Ajouter une source");
        await admin.PressAsync("Ajouter la source");
        await Expect(admin.Page.Locator(".error-summary")).ToContainTextAsync("Choisissez d'où viennent les documents.");
        await admin.Page.GetByLabel("Dossier du serveur").CheckAsync();
        await admin.Page.GetByLabel("Emplacement").FillAsync(folder);
        await admin.Page.GetByLabel("Nom du fonds").FillAsync(name);
        await admin.Page.GetByLabel("Relire automatiquement").SelectOptionAsync("chaque jour");
        await admin.PressAsync("Ajouter la source");
        await admin.IsToldAsync("La source est ajoutée.");

        var source = admin.Page.Locator(".source").Filter(new() { HasText = name });
        await UntilAsync(admin, source, "à jour");
        await source.GetByRole(AriaRole.Link, new() { Name = "Voir les fichiers écartés" }).ClickAsync();
        await Expect(admin.Page.Locator("section:has(#issues)")).ToContainTextAsync("vide.md");
        await File.WriteAllTextAsync(Path.Combine(folder, "vide.md"), "Le sel est gratuit.", Encoding.UTF8, TestContext.Current.CancellationToken);
        await admin.PressAsync("Relire les fichiers en erreur");
        await admin.IsToldAsync("La lecture est demandée");
        await UntilAsync(admin, source.Filter(new() { HasNotText = "Voir les fichiers écartés" }), "à jour");

        await source.GetByRole(AriaRole.Button, new() { Name = "Mettre en pause" }).ClickAsync();
        await admin.IsToldAsync("La source est en pause.");
        await Expect(source.GetByRole(AriaRole.Button, new() { Name = "Reprendre" })).ToBeVisibleAsync();
        await source.GetByRole(AriaRole.Link, new() { Name = "Supprimer la source" }).ClickAsync();
        await admin.PressAsync("Supprimer la source et ses documents");
        await admin.IsToldAsync("La source et ses documents sont supprimés.");
        await Expect(source).ToHaveCountAsync(0);
    }

    /// <summary>Opens the page again until the source is as expected, as a person would; the run's own time limit ends it.</summary>
    private static async Task UntilAsync(Person admin, ILocator source, string state)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        do
        {
            await admin.OpenAsync("/admin/knowledge");
        }
        while (!(await source.CountAsync() > 0 && (await source.First.TextContentAsync())!.Contains(state, StringComparison.Ordinal))
               && await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken));
    }
}
