using Collegue.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>From a question to a reply that was read and rated, with scripts and without.</summary>
public sealed class WholeJourney(Town town, Chromium chromium) : Visits(town, chromium)
{
    private const string Question = "Bonjour, combien coûte un repas à la cantine avec un quotient familial de 742 ? Merci.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_gets_a_checked_reply_with_its_sources(bool scripts)
    {
        var citizen = await VisitAsync(scripts);
        var receipt = await citizen.WriteAsync(Question, "lea@courriel.example");
        Assert.Matches(@"^\d{4}-\d{6}$", receipt.Number);
        await town.PreparedAsync(receipt.Token);

        var agent = await AgentAsync("scolaire", scripts);
        await FindAsync(agent, receipt);
        await ReadAsync(agent);
        await FollowEverySourceAsync(agent);
        await CorrectAsync(agent);
        await SendAsync(agent, receipt);

        await ReceiveAsync(citizen, receipt);
        await RateAsync(citizen);
        await AskForSomebodyAsync(citizen);
    }

    private static async Task FindAsync(Person agent, Receipt receipt)
    {
        await agent.ReadsAsync("Demandes");
        await agent.Page.GetByLabel("Traitement").SelectOptionAsync("Assisté");
        await agent.Page.GetByLabel("Service").SelectOptionAsync("Scolaire, périscolaire et restauration");
        await agent.Page.GetByLabel("Rechercher").FillAsync(receipt.Number);
        await agent.PressAsync("Appliquer");
        var row = agent.Page.Locator(".queue tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("prêt à relire");
        await row.GetByRole(AriaRole.Link).ClickAsync();
    }

    private static async Task ReadAsync(Person agent)
    {
        await Expect(agent.Page.Locator(".message__body mark").First).ToContainTextAsync("cantine");
        await agent.Page.Locator(".message__body .evidence a").First.ClickAsync();
        await Expect(agent.Page.Locator(".reasons > li:target q").First).ToContainTextAsync("cantine");
        await Expect(agent.Page.Locator("#Text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("3,20 €"));
        var sentences = await agent.Page.Locator(".sentence").CountAsync();
        Assert.NotEqual(0, sentences);
        await Expect(agent.Page.Locator(".sentence--supported")).ToHaveCountAsync(sentences);
        await Expect(agent.Page.Locator(".sentence:not(:has(.citation a))")).ToHaveCountAsync(0);
    }

    private static async Task FollowEverySourceAsync(Person agent)
    {
        var address = agent.Path;
        foreach (var citation in await agent.Page.Locator(".citation").AllAsync())
        {
            var quote = await citation.Locator(".citation__quote").TextContentAsync();
            await citation.GetByRole(AriaRole.Link).ClickAsync();
            await Expect(agent.Page.Locator("#cited mark")).ToHaveTextAsync(quote!);
            await Expect(agent.Page.Locator("#cited")).ToBeInViewportAsync();
            await Expect(agent.Page.Locator(".summary-list time")).ToContainTextAsync("2026");
            await agent.Page.GoBackAsync();
        }

        Assert.Equal(address, agent.Path);
    }

    private static async Task CorrectAsync(Person agent)
    {
        var text = await agent.Page.Locator("#Text").InputValueAsync();
        await agent.Page.Locator("#Text").FillAsync(text.Replace("Cordialement", "Bien à vous", StringComparison.Ordinal));
        await agent.PressAsync("Enregistrer");
        await agent.IsToldAsync("Votre version est enregistrée. Rien n'est encore parti.");
        await agent.PressAsync("Voir les différences");
        await Expect(agent.Page.Locator(".difference ins")).ToContainTextAsync("Bien à vous");
        await Expect(agent.Page.Locator(".difference del")).ToContainTextAsync("Cordialement");
    }

    private static async Task SendAsync(Person agent, Receipt receipt)
    {
        await agent.PressAsync("Relire avant l'envoi");
        await agent.ReadsAsync($"Relire avant l'envoi – demande {receipt.Number}");
        await Expect(agent.Page.Locator(".confirm")).ToContainTextAsync("lea@courriel.example");
        await Expect(agent.Page.Locator(".confirm .letter")).ToContainTextAsync("Bien à vous");
        await Expect(agent.Page.Locator(".sources-kept li").First).ToContainTextAsync("mise à jour le");
        await agent.PressAsync("Envoyer la réponse");
        await agent.IsToldAsync("La réponse est envoyée.");
        await Expect(agent.Page.Locator(".history")).ToContainTextAsync("et envoyé la réponse");
        await Expect(agent.Page.Locator(".history")).Not.ToContainTextAsync("action enregistrée");
    }

    private static async Task ReceiveAsync(Person citizen, Receipt receipt)
    {
        await citizen.OpenAsync(receipt.Link);
        await citizen.ReadsAsync($"Demande n° {receipt.Number}");
        var reply = citizen.Page.Locator("article:has(.letter--reply)");
        await Expect(reply.Locator(".letter--reply")).ToContainTextAsync("3,20 €");
        await Expect(reply).ToContainTextAsync("Préparée par une machine (Collègue), vérifiée et envoyée par : Scolaire, périscolaire et restauration");
        await Expect(reply.Locator("ol > li").First).ToContainTextAsync("mis à jour le mardi 1er septembre 2026");
        await reply.Locator("summary").First.ClickAsync();
        await Expect(reply.Locator("blockquote").First).ToBeVisibleAsync();
        await Expect(citizen.Page.Locator(".timeline")).ToContainTextAsync("Une réponse vérifiée par un agent vous a été envoyée.");
        await Expect(citizen.Page.Locator("main")).Not.ToContainTextAsync("Thomas Verdelune");
    }

    private static async Task RateAsync(Person citizen)
    {
        await citizen.Page.GetByLabel("Oui", new() { Exact = true }).CheckAsync();
        await citizen.PressAsync("Donner mon avis");
        await citizen.IsToldAsync("Merci, votre avis est enregistré.");
        await Expect(citizen.Page.GetByLabel("Oui", new() { Exact = true })).ToBeCheckedAsync();
    }

    private static async Task AskForSomebodyAsync(Person citizen)
    {
        await citizen.PressAsync("Je veux parler à quelqu’un");
        await citizen.IsToldAsync("Un agent va vous répondre");
        await Expect(citizen.Page.Locator(".timeline > li").Last).ToContainTextAsync("Vous avez demandé à parler à quelqu’un.");
        await Expect(citizen.Page.GetByRole(AriaRole.Button, new() { Name = "Je veux parler à quelqu’un" })).ToHaveCountAsync(0);
    }
}
