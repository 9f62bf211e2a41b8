using System.Text;
using Collegue.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>From an empty collection to a search that finds what was given, with scripts and without.</summary>
public sealed class KeepingCollections(Town town, Chromium chromium) : Visits(town, chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collection_is_made_filled_looked_at_and_searched(bool scripts)
    {
        var title = scripts ? "Ludothèque municipale" : "Ludothèque du centre";
        var lead = await AgentAsync("chef-scolaire", scripts);
        await lead.FollowAsync("Fonds");
        await lead.FollowAsync("Nouveau fonds");
        await lead.PressAsync("Créer le fonds");
        await Expect(lead.Page.Locator(".error-summary")).ToContainTextAsync("Donnez un titre au fonds.");
        await lead.Page.GetByLabel("Titre").FillAsync(title);
        await lead.PressAsync("Créer le fonds");
        await lead.IsToldAsync("Le fonds est créé.");

        await lead.Page.Locator("#Files").SetInputFilesAsync([Page("jeux.md", "# Emprunter un jeu\n\nLe prêt d'un jeu de société dure trois semaines."), Page("horaires.md", "# Horaires\n\nLa ludothèque ouvre le mercredi.")]);
        await lead.PressAsync("Ajouter ces fichiers");
        await lead.IsToldAsync("jeux.md");
        await ReadAsync(lead);
        await Expect(lead.Page.Locator("tbody .badge--success")).ToHaveCountAsync(2);
        await lead.Page.Locator("tbody tr").Filter(new() { HasText = "jeux.md" }).GetByRole(AriaRole.Link, new() { Name = "Voir ses passages" }).ClickAsync();
        await lead.ReadsAsync("Emprunter un jeu");
        await Expect(lead.Page.Locator(".passage__text")).ToContainTextAsync("Le prêt d'un jeu de société dure trois semaines.");

        await lead.FollowAsync("Essayer une recherche dans ce document");
        await lead.Page.GetByLabel("Question").FillAsync("combien de temps emprunter un jeu");
        await lead.PressAsync("Chercher");
        await Expect(lead.Page.Locator(".hit")).ToHaveCountAsync(1);
        await Expect(lead.Page.Locator(".hit .why")).ToContainTextAsync("« jeu » (titre)");

        await lead.OpenAsync("/desk/collections?q=ludotheque");
        await lead.FollowAsync(title);
        await lead.FollowAsync("Réglages");
        await lead.Page.GetByLabel("Relire tous les").FillAsync("30");
        await lead.PressAsync("Enregistrer");
        await lead.IsToldAsync("Les réglages sont enregistrés.");
        await lead.PressAsync("Annuler ce changement");
        await lead.IsToldAsync("Les réglages sont redevenus ce qu'ils étaient.");

        await lead.FollowAsync("Fichiers");
        await lead.Page.Locator("tbody tr").Filter(new() { HasText = "horaires.md" }).GetByRole(AriaRole.Link, new() { Name = "Retirer" }).ClickAsync();
        await lead.PressAsync("Retirer le fichier");
        await lead.IsToldAsync("Le fichier est retiré.");
        await Expect(lead.Page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    private static FilePayload Page(string name, string text) => new() { Name = name, MimeType = "text/markdown", Buffer = Encoding.UTF8.GetBytes(text) };

    /// <summary>Comes back to the page until nothing waits to be read; the test run's own timeout ends it.</summary>
    private static async Task ReadAsync(Person lead)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await lead.Page.GetByText("Lecture en cours").CountAsync() > 0 || await lead.Page.GetByText("En attente de lecture").CountAsync() > 0)
        {
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            await lead.OpenAsync(new Uri(lead.Page.Url).AbsolutePath);
        }
    }
}
