using Collegue.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>What an agent does with a case other than sending its draft, with scripts and without.</summary>
public sealed class AtTheDesk(Town town, Chromium chromium) : Visits(town, chromium)
{
    private const string Question = "Quel est le prix d'un repas à la cantine ?";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_draft_is_rejected_with_a_reason_and_the_agent_writes_alone(bool scripts)
    {
        var receipt = await ReceiveAsync(scripts);
        var agent = await AgentAsync("scolaire", scripts);
        await agent.OpenCaseAsync(receipt.Number);

        await agent.UnfoldAsync("Refuser ce projet");
        await agent.Page.GetByLabel("Précision").FillAsync("Le tarif de l'an dernier.");
        await agent.PressAsync("Refuser le projet");
        await AssertRefusedAsync(agent, "Choisissez pourquoi vous refusez ce projet.");
        await Expect(agent.Page.GetByLabel("Précision")).ToHaveValueAsync("Le tarif de l'an dernier.");

        await agent.Page.GetByLabel("Pourquoi ?").SelectOptionAsync("Source périmée");
        await agent.PressAsync("Refuser le projet");
        await agent.IsToldAsync("Le projet est refusé.");
        await Expect(agent.Page.Locator(".history")).ToContainTextAsync("a refusé le projet : Source périmée");

        await agent.Page.GetByLabel("Votre réponse").FillAsync("Bonjour, le service vous rappelle demain matin.");
        await agent.PressAsync("Relire avant l'envoi");
        await Expect(agent.Page.Locator(".confirm")).ToContainTextAsync("Aucune : la réponse est écrite par un agent.");
        await agent.PressAsync("Envoyer la réponse");
        await agent.IsToldAsync("La réponse est envoyée.");

        var citizen = await VisitAsync(scripts);
        await citizen.OpenAsync(receipt.Link);
        await Expect(citizen.Page.Locator("article").Last).ToContainTextAsync("Écrite par : Scolaire");
        await Expect(citizen.Page.Locator("article").Last).Not.ToContainTextAsync("machine");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_case_is_given_to_a_colleague_who_answers_without_the_machine(bool scripts)
    {
        var receipt = await ReceiveAsync(scripts);
        var agent = await AgentAsync("scolaire", scripts);
        await agent.OpenCaseAsync(receipt.Number);

        await agent.UnfoldAsync("Confier à un autre service ou agent");
        await agent.Page.GetByLabel("Service").SelectOptionAsync("Police municipale");
        await agent.Page.GetByLabel("Agent (facultatif)").SelectOptionAsync("Solène Dartivel");
        await agent.PressAsync("Confier");
        await agent.IsToldAsync("La demande est confiée.");

        var colleague = await AgentAsync("police", scripts);
        await colleague.Page.GetByRole(AriaRole.Link, new() { Name = "confiées à moi" }).ClickAsync();
        await colleague.Page.Locator(".queue tbody tr").Filter(new() { HasText = receipt.Number }).GetByRole(AriaRole.Link).ClickAsync();
        await colleague.UnfoldAsync("Un humain répond");
        await colleague.PressAsync("Je réponds moi-même");
        await colleague.IsToldAsync("Vous répondez vous-même");
        await Expect(colleague.Page.Locator(".case__badges")).ToContainTextAsync("Un humain répond");
        await Expect(colleague.Page.Locator("#Text")).ToHaveValueAsync("");
        await Expect(colleague.Page.Locator(".history")).ToContainTextAsync("a confié la demande à : Police municipale, Solène Dartivel");

        var citizen = await VisitAsync(scripts);
        await citizen.OpenAsync(receipt.Link);
        await Expect(citizen.Page.Locator(".timeline")).ToContainTextAsync("Un agent a pris la demande en charge lui-même.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_second_of_two_agents_is_told_and_overwrites_nothing(bool scripts)
    {
        var receipt = await ReceiveAsync(scripts);
        var first = await AgentAsync("scolaire", scripts);
        var second = await AgentAsync("accueil", scripts);
        await first.OpenCaseAsync(receipt.Number);
        await second.OpenCaseAsync(receipt.Number);
        await second.IsToldAsync("Thomas Verdelune a ouvert cette demande");
        await first.Page.Locator("#Text").FillAsync("Version de Thomas");
        await first.PressAsync("Enregistrer");
        await first.IsToldAsync("Votre version est enregistrée.");

        await second.Page.Locator("#Text").FillAsync("Version de Camille");
        await second.PressAsync("Enregistrer");

        await second.IsToldAsync("Quelqu'un a modifié cette demande pendant que vous y travailliez");
        Assert.Equal(409, second.Status);
        await Expect(second.Page.Locator("#Text")).ToHaveValueAsync("Version de Camille");
        await Expect(second.Page.Locator(".stored .letter")).ToHaveTextAsync("Version de Thomas");
        await first.ReloadAsync();
        await Expect(first.Page.Locator("#Text")).ToHaveValueAsync("Version de Thomas");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_draft_older_than_the_last_message_is_not_sent_unseen(bool scripts)
    {
        var receipt = await ReceiveAsync(scripts);
        var agent = await AgentAsync("scolaire", scripts);
        await agent.OpenCaseAsync(receipt.Number);
        await agent.PressAsync("Relire avant l'envoi");
        await agent.ReadsAsync($"Relire avant l'envoi – demande {receipt.Number}");
        var citizen = await VisitAsync(scripts);
        await citizen.OpenAsync(receipt.Link);
        await citizen.Page.Locator("#Body").FillAsync("Finalement, je conteste la facture d'octobre.");
        await citizen.PressAsync("Envoyer ce message");
        await citizen.IsToldAsync("Votre message est ajouté à la demande.");

        await agent.PressAsync("Envoyer la réponse");

        await agent.IsToldAsync("L'usager a écrit de nouveau");
        Assert.Equal(409, agent.Status);
        await Expect(agent.Page.Locator(".message__body").Last).ToContainTextAsync("Finalement, je conteste la facture");
        await town.PreparedAsync(receipt.Token);
        await agent.OpenCaseAsync(receipt.Number);
        await agent.IsToldAsync("Ce projet est périmé : il ne peut pas être envoyé");
        await Expect(agent.Page.Locator("#Text")).ToHaveValueAsync("");
        await Expect(agent.Page.Locator(".sentence").First).ToBeVisibleAsync();
        await citizen.ReloadAsync();
        await Expect(citizen.Page.Locator(".letter--reply")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_an_agent_with_the_right_password_enters(bool scripts)
    {
        var stranger = await VisitAsync(scripts);

        await stranger.SignInAsync("scolaire", "pas le bon");

        await AssertRefusedAsync(stranger, "L'identifiant ou le mot de passe n'est pas le bon.");
        await Expect(stranger.Page.GetByLabel("Identifiant")).ToHaveValueAsync("scolaire");
        await Expect(stranger.Page.GetByLabel("Mot de passe")).ToHaveValueAsync("");
        await stranger.Page.GetByLabel("Mot de passe").FillAsync(Steps.Password);
        await stranger.PressAsync("Se connecter");
        await stranger.ReadsAsync("Demandes");
        await stranger.OpenAsync("/admin");
        await stranger.ReadsAsync("Cette page ne vous est pas ouverte");
        Assert.Equal(403, stranger.Status);
        await stranger.OpenAsync("/desk");
        await stranger.PressAsync("Se déconnecter");
        await stranger.ReadsAsync("Vous êtes déconnecté");
        await stranger.OpenAsync("/desk");
        await stranger.ReadsAsync("Connexion des agents");
    }

    private static async Task AssertRefusedAsync(Person person, string problem)
    {
        await Expect(person.Page.Locator(".error-summary")).ToContainTextAsync(problem);
        await Expect(person.Page.Locator(".error-summary")).ToBeFocusedAsync();
        Assert.Equal(422, person.Status);
        Assert.StartsWith("Erreur\u00a0: ", await person.Page.TitleAsync(), StringComparison.Ordinal);
    }

    private async Task<Receipt> ReceiveAsync(bool scripts)
    {
        var citizen = await VisitAsync(scripts);
        var receipt = await citizen.WriteAsync(Question);
        await town.PreparedAsync(receipt.Token);
        return receipt;
    }
}
