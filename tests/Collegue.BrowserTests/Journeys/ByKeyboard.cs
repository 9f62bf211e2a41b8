using Collegue.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>From a question to its reply with the keyboard alone, each stop visible, with scripts and without.</summary>
public sealed class ByKeyboard(Town town, Chromium chromium) : Visits(town, chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_citizen_writes_and_an_agent_answers(bool scripts)
    {
        var citizen = await VisitAsync(scripts);
        await citizen.OpenAsync("/");
        await citizen.EnterAsync(citizen.Link("Écrire un message"));
        await citizen.ReadsAsync("Écrire un message");
        await citizen.TypeAsync(citizen.Page.Locator("#Body"), "Combien coûte un repas à la cantine ?");
        await citizen.EnterAsync(citizen.Button("Envoyer mon message"));
        await citizen.ReadsAsync("Votre message est bien arrivé");
        await citizen.EnterAsync(citizen.Page.Locator(".secret-link a"));
        await Expect(citizen.Page.Locator("#state")).ToBeVisibleAsync();
        var (token, number) = (citizen.Path.Split('/')[^1], await citizen.Page.Locator("h1").InnerTextAsync());
        await town.PreparedAsync(token);

        var agent = await VisitAsync(scripts);
        await agent.OpenAsync("/desk");
        await agent.TypeAsync(agent.Page.GetByLabel("Identifiant"), "scolaire");
        await agent.TypeAsync(agent.Page.GetByLabel("Mot de passe"), Steps.Password);
        await agent.Page.Keyboard.PressAsync("Enter");
        await agent.ReadsAsync("Demandes");
        await agent.TypeAsync(agent.Page.GetByLabel("Rechercher"), number.Split(' ')[^1]);
        await agent.Page.Keyboard.PressAsync("Enter");
        await Expect(agent.Page.Locator(".queue tbody tr")).ToHaveCountAsync(1);
        await agent.EnterAsync(agent.Page.Locator(".queue__subject"));
        await agent.EnterAsync(agent.Page.Locator(".citation__title a").First);
        await Expect(agent.Page.Locator("#cited mark")).ToBeVisibleAsync();
        await agent.Page.GoBackAsync();
        await agent.EnterAsync(agent.Button("Relire avant l'envoi"));
        await agent.EnterAsync(agent.Button("Envoyer la réponse"));
        await agent.IsToldAsync("La réponse est envoyée.");

        await citizen.ReloadAsync();
        await Expect(citizen.Page.Locator(".letter--reply")).ToBeVisibleAsync();
        await citizen.ReachAsync(citizen.Page.GetByLabel("Oui", new() { Exact = true }));
        await citizen.Page.Keyboard.PressAsync("Space");
        await citizen.EnterAsync(citizen.Button("Donner mon avis"));
        await citizen.IsToldAsync("Merci, votre avis est enregistré.");
    }

    [Fact]
    public async Task The_first_stop_skips_to_the_content()
    {
        var citizen = await VisitAsync();
        await citizen.OpenAsync("/citizen/write");

        await citizen.Page.Keyboard.PressAsync("Tab");
        await Expect(citizen.Link("Aller au contenu")).ToBeFocusedAsync();
        await Expect(citizen.Link("Aller au contenu")).ToBeInViewportAsync();
        await citizen.Page.Keyboard.PressAsync("Enter");
        await citizen.Page.Keyboard.PressAsync("Tab");

        await Expect(citizen.Link("Retour à l’accueil")).ToBeFocusedAsync();
    }
}

/// <summary>A person who has no pointer.</summary>
internal static class Keyboard
{
    private const int MostStops = 150;

    /// <summary>What is wrong with the place of the focus, or whether the element has it.</summary>
    private const string Look = """
        element => {
          const at = document.activeElement;
          const style = getComputedStyle(at);
          const box = at.getBoundingClientRect();
          const shown = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          return at === document.body || (shown && ring) ? String(at === element) : `not seen: ${at.outerHTML.slice(0, 200)}`;
        }
        """;

    public static ILocator Link(this Person person, string name) => person.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static ILocator Button(this Person person, string name) => person.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Presses Tab until the element has the focus; every stop on the way must be seen.</summary>
    public static async Task ReachAsync(this Person person, ILocator element)
    {
        await Expect(element).ToBeVisibleAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            await person.Page.Keyboard.PressAsync("Tab");
            var look = await element.EvaluateAsync<string>(Look);
            if (look == "true")
            {
                return;
            }

            Assert.Equal("false", look);
        }

        Assert.Fail($"The keyboard does not reach {element}.");
    }

    public static async Task EnterAsync(this Person person, ILocator element)
    {
        await person.ReachAsync(element);
        await person.Page.Keyboard.PressAsync("Enter");
    }

    public static async Task TypeAsync(this Person person, ILocator field, string text)
    {
        await person.ReachAsync(field);
        await person.Page.Keyboard.TypeAsync(text);
    }
}
