using System.Text;
using Collegue.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>What can happen to a citizen who writes, with scripts and without.</summary>
public sealed class Writing(Town town, Chromium chromium) : Visits(town, chromium)
{
    private static readonly FilePayload Photo = File("photo du trou.pdf", "%PDF-1.4 a hole in the road");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_missing_is_said_first_and_what_was_typed_is_kept(bool scripts)
    {
        var citizen = await VisitAsync(scripts);
        await citizen.OpenAsync("/citizen/write");
        await citizen.Page.GetByLabel("Votre nom").FillAsync("Noé d’Été");
        await citizen.Page.GetByLabel("Votre adresse électronique").FillAsync("noe@");
        await citizen.PressAsync("Envoyer mon message");

        var summary = citizen.Page.Locator(".error-summary");
        await Expect(summary).ToBeFocusedAsync();
        Assert.Equal(422, citizen.Status);
        Assert.Equal("Erreur\u00a0: Écrire un message – Commune de Sainte-Amarelle", await citizen.Page.TitleAsync());
        await Expect(citizen.Page.GetByLabel("Votre nom")).ToHaveValueAsync("Noé d’Été");
        await Expect(citizen.Page.GetByLabel("Votre adresse électronique")).ToHaveValueAsync("noe@");
        await Expect(citizen.Page.GetByLabel("Votre adresse électronique")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("n’est pas complète"));

        await summary.GetByRole(AriaRole.Link, new() { Name = "Écrivez votre message" }).ClickAsync();
        await Expect(citizen.Page.Locator("#Body")).ToBeFocusedAsync();
        await citizen.Page.Locator("#Body").FillAsync("Le lampadaire de la rue Basse est éteint.");
        await citizen.Page.GetByLabel("Votre adresse électronique").FillAsync("noe@courriel.example");
        await citizen.PressAsync("Envoyer mon message");
        await citizen.ReadsAsync("Votre message est bien arrivé");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_reaches_the_agent_and_a_file_that_is_not_accepted_is_named(bool scripts)
    {
        var citizen = await VisitAsync(scripts);
        await citizen.OpenAsync("/citizen/write");
        await citizen.Page.Locator("#Body").FillAsync("Voici une photo du nid de poule de la rue du Moulin.");
        await citizen.Page.Locator("#Files").SetInputFilesAsync([File("programme.exe", "MZ")]);
        await citizen.PressAsync("Envoyer mon message");
        await Expect(citizen.Page.Locator(".error-summary")).ToContainTextAsync("programme.exe");
        await citizen.IsToldAsync("choisissez-les de nouveau");

        await citizen.Page.Locator("#Files").SetInputFilesAsync([Photo]);
        await citizen.PressAsync("Envoyer mon message");
        await citizen.ReadsAsync("Votre message est bien arrivé");
        var number = await citizen.Page.Locator(".big-number").InnerTextAsync();
        await citizen.FollowAsync("Ouvrir la page de suivi");
        Assert.Equal("photo du trou.pdf", await DownloadAsync(citizen, "Télécharger photo du trou.pdf"));

        var agent = await AgentAsync("technique", scripts);
        await agent.OpenCaseAsync(number);
        Assert.Equal("photo du trou.pdf", await DownloadAsync(agent, "photo du trou.pdf"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_of_it_is_in_English_for_who_prefers(bool scripts)
    {
        var citizen = await VisitAsync(scripts);
        await citizen.OpenAsync("/");
        await citizen.FollowAsync("English");
        await citizen.FollowAsync("Write a message");
        await citizen.ReadsAsync("Write a message");
        await Expect(citizen.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(citizen.Page.GetByLabel("English")).ToBeCheckedAsync();
        await citizen.PressAsync("Send my message");
        await Expect(citizen.Page.Locator(".error-summary")).ToContainTextAsync("There is a problem");
        Assert.StartsWith("Error: ", await citizen.Page.TitleAsync(), StringComparison.Ordinal);

        await citizen.Page.Locator("#Body").FillAsync("Hello, how much does a meal at the school canteen cost?");
        await citizen.PressAsync("Send my message");
        await citizen.ReadsAsync("Your message has arrived");
        await citizen.Page.Locator(".secret-link a").ClickAsync();
        await Expect(citizen.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Request no. 2026-");
        await citizen.PressAsync("I want to speak to someone");
        await citizen.IsToldAsync("A member of staff will reply to you");
        await citizen.FollowAsync("Français");
        await citizen.IsToldAsync("Un agent va vous répondre");
    }

    private static FilePayload File(string name, string content) => new() { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(content) };

    private static async Task<string> DownloadAsync(Person person, string link)
    {
        var download = await person.Page.RunAndWaitForDownloadAsync(() => person.FollowAsync(link));
        return download.SuggestedFilename;
    }
}
