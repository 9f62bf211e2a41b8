using Collegue.BrowserTests.Browsing;
using Collegue.BrowserTests.Screens;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>An agent makes a letter plainer, with scripts and without, also in a narrow window.</summary>
public sealed class WritingHelp(Town town, Chromium chromium) : Visits(town, chromium)
{
    private const string Heavy = "Nonobstant ce retard, il convient de restituer le titre avant le 3 mars 2026. "
        + "Le service de l'état civil reçoit les habitants tous les matins de la semaine et vous pouvez prendre un rendez-vous par téléphone au 01 23 45 67 89.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_letter_is_made_plainer_one_choice_at_a_time(bool scripts)
    {
        var agent = await VisitAsync(scripts, new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        await agent.SignInAsync("etat-civil");
        await agent.FollowAsync("Aide à la rédaction");
        await agent.PressAsync("Diagnostiquer");
        await Expect(agent.Page.Locator(".error-summary")).ToBeFocusedAsync();
        Assert.Equal(422, agent.Status);

        await agent.Page.Locator("#Text").FillAsync(Heavy);
        await agent.PressAsync("Diagnostiquer");
        await Expect(agent.Page.Locator(".writing__marked")).ToContainTextAsync("jargon");
        await LooksRightAsync(agent, scripts);
        await agent.Page.GetByLabel("restituer devient rendre").CheckAsync();
        await agent.Page.GetByLabel("semaine et vous devient semaine. Vous").CheckAsync();
        await agent.PressAsync("Voir la version obtenue");

        await Expect(agent.Page.Locator("#new-version")).ToHaveValueAsync(
            Heavy.Replace("restituer", "rendre", StringComparison.Ordinal).Replace("semaine et vous", "semaine. Vous", StringComparison.Ordinal));
        await Expect(agent.Page.Locator(".writing__versions ins")).Not.ToHaveCountAsync(0);
        await LooksRightAsync(agent, scripts);
        await Expect(agent.Page.GetByRole(AriaRole.Button, new() { Name = "Copier cette version" })).ToHaveCountAsync(scripts ? 1 : 0);
        if (scripts)
        {
            await agent.PressAsync("Copier cette version");
            await Expect(agent.Page.Locator("copy-text [role=status]")).ToHaveTextAsync("Version copiée.");
            Assert.Contains("rendre le titre", await agent.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);
        }

        await agent.PressAsync("Projet FALC");
        await agent.IsToldAsync("Aucun modèle de langage n’est configuré");
        await Expect(agent.Page.Locator("#Text")).ToHaveValueAsync(Heavy);
    }

    /// <summary>At 320 pixels too; axe needs scripts.</summary>
    private static async Task LooksRightAsync(Person agent, bool scripts)
    {
        if (scripts)
        {
            await agent.AssertFramedAsync("fr");
            await agent.AssertFreeOfViolationsAsync();
            await agent.AssertReadableInTheDarkAsync();
        }

        await agent.AssertFitsAsync(320);
        await agent.AssertFitsAsync(640, 2 * Person.UsualText);
        await agent.Page.SetViewportSizeAsync(1280, 900);
        await agent.ChooseTextAsync(Person.UsualText);
    }
}
