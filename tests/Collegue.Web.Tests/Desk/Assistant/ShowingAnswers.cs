using Collegue.Answering;
using Collegue.Storage.Conversations;
using Collegue.Web.Tests.Desk.Collections;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk.Assistant;

/// <summary>What a turn shows of its answer.</summary>
public sealed class ShowingAnswers(AssistantServer server) : IClassFixture<AssistantServer>
{
    [Fact]
    public async Task A_situation_is_chosen_with_a_button_that_asks_the_whole_question()
    {
        var choosing = new Answer(AnswerStatus.NeedsClarification, Answerer.Extractive, [], [], null, "Pour qui ?")
        {
            Choices = [new AnswerChoice("Adulte", "Carte perdue-choix d'un adulte ?"), new AnswerChoice("Mineur", "Carte perdue-choix d'un mineur ?")],
        };
        server.Scripts.On("perdue-choix ?", AnswerScript.Saying(choosing));
        var script = server.Scripts.On("d'un mineur", AnswerScript.Saying(Answers.Of(Answers.Sentence("Un parent l'accompagne."))));
        using var agent = await server.AgentAsync();

        var first = await agent.AskAsync("Que faire d'une carte perdue-choix ?");
        var buttons = first.Turns()[0].QuerySelectorAll(".turn__choices form");
        var second = await agent.PostAsync(
            new Uri(first.Address, buttons[1].GetAttribute("action")!), Visitor.Fields((AngleSharp.Html.Dom.IHtmlFormElement)buttons[1]));

        Assert.Contains("Précisez la situation", first.Turns()[0].Read(), StringComparison.Ordinal);
        Assert.Contains("Pour qui ?", first.Turns()[0].Read(), StringComparison.Ordinal);
        Assert.Equal(["Adulte – Carte perdue-choix d'un adulte ?", "Mineur – Carte perdue-choix d'un mineur ?"], buttons.Select(form => form.QuerySelector("button")!.TextContent));
        Assert.Equal(first.Address.AbsolutePath, second.Address.AbsolutePath);
        Assert.Contains("Un parent l'accompagne.", second.Turns()[1].Read(), StringComparison.Ordinal);
        Assert.Single(script.Asked);
    }

    [Theory]
    [InlineData(AnswerStatus.NoSource, "Aucune source ne répond")]
    [InlineData(AnswerStatus.Human, "Pour un humain")]
    [InlineData(AnswerStatus.OutOfScope, "Hors de nos sujets")]
    [InlineData(AnswerStatus.Refused, "Pas de réponse : vérifications non passées")]
    public async Task Every_other_status_is_said_in_words_with_whom_to_contact(AnswerStatus status, string words)
    {
        var question = $"Question au statut-{status} ?";
        server.Scripts.On($"statut-{status}", AnswerScript.Saying(Answers.Without(status, "Adressez-vous à la mairie.")));
        using var agent = await server.AgentAsync();

        var turn = (await agent.AskAsync(question)).Turns()[0];

        Assert.Contains(words.Replace(" :", "\u00a0:", StringComparison.Ordinal), turn.QuerySelector(".turn__made")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Adressez-vous à la mairie.", turn.QuerySelector(".turn__answer")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("tel:0536491000", turn.QuerySelector(".turn__office a")!.GetAttribute("href"));
        Assert.Contains("du lundi au vendredi", turn.QuerySelector(".turn__office")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(status.WireName(), (await server.TurnAsync(question)).Status);
    }

    [Fact]
    public async Task Lists_are_lists_marks_lead_to_sources_and_what_no_source_supports_says_so()
    {
        var (first, second) = (Answers.Citation("Il faut fournir :"), Answers.Citation("une photo", title: "Photos"));
        server.Scripts.On("liste-de-papiers", AnswerScript.Saying(Answers.Of(
            Answers.Sentence("Il faut fournir :", SentenceRole.ListIntroduction, first) with { Situation = "Majeur" },
            Answers.Sentence("une photo", SentenceRole.ListItem, second) with { Situation = "Majeur", ContinuesInSource = true },
            Answers.Sentence("un <b>justificatif</b>", SentenceRole.ListItem, first) with { Situation = "Majeur" },
            Answers.Sentence("Comptez trois semaines.") with { Supported = false },
            Answers.Sentence("Mairie", SentenceRole.WhereToGo, first),
            Answers.Sentence("Pré-demande en ligne", SentenceRole.OnlineService, first) with { Link = "https://ants.example/carte" },
            Answers.Sentence("Piège", SentenceRole.OnlineService) with { Link = "javascript:alert(1)" })));
        using var agent = await server.AgentAsync();

        var turn = (await agent.AskAsync("Une liste-de-papiers ?")).Turns()[0];
        var answer = turn.QuerySelector(".turn__answer")!;
        var lists = answer.QuerySelectorAll("ul");

        Assert.Equal(["Majeur", "Dans tous les cas", "Où s’adresser", "Démarche en ligne"], answer.QuerySelectorAll("h3").Select(heading => heading.TextContent.Replace('\u00a0', ' ')));
        Assert.Equal(2, lists[0].QuerySelectorAll("li").Length);
        Assert.Contains("un <b>justificatif</b>", lists[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("La suite de la liste est dans la source.", lists[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "1", "1", "1"], answer.QuerySelectorAll(".evidence a").Select(mark => mark.TextContent));
        Assert.Equal(["Carte d'identité", "Photos"], turn.QuerySelectorAll(".source__title").Select(title => title.TextContent));
        Assert.Equal("Source 2", answer.QuerySelectorAll(".evidence a")[1].GetAttribute("aria-label"));
        Assert.Contains("mise à jour le 04/05/2026", turn.QuerySelector(".turn__sources")!.TextContent, StringComparison.Ordinal);
        var unsupported = answer.QuerySelectorAll("p").Single(paragraph => paragraph.TextContent.Contains("trois semaines", StringComparison.Ordinal));
        Assert.Contains("absent des sources", unsupported.QuerySelector(".badge")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(answer.QuerySelector("a[href='https://ants.example/carte']"));
        Assert.Null(answer.QuerySelector("a[href^='javascript']"));
    }

    [Fact]
    public async Task A_source_that_left_since_still_shows_its_quote()
    {
        server.Scripts.On("source-partie", AnswerScript.Saying(Answers.Of(Answers.Sentence("Phrase disparue.", SentenceRole.Answer, Answers.Citation("Phrase disparue.")))));
        using var agent = await server.AgentAsync();
        using var other = await server.AgentAsync("accueil");

        var turn = (await agent.AskAsync("Une source-partie ?")).Turns()[0];
        var link = turn.QuerySelector(".source__open")!.GetAttribute("href")!.Split('#')[0];
        var gone = await agent.OpenAsync(link);

        Assert.Contains("Retiré du fonds depuis", turn.QuerySelector(".turn__sources")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, gone.Status);
        Assert.Contains("Phrase disparue.", gone.Page.QuerySelector(".citation__quote")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Phrase disparue.", (await other.OpenAsync(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_taken_along_as_a_letter_an_email_or_text_with_its_sources()
    {
        server.Scripts.On("copie-d'une-réponse", AnswerScript.Saying(Answers.Of(
            Answers.Sentence("La carte est gratuite.", SentenceRole.Answer, Answers.Citation("La carte est gratuite.")),
            Answers.Sentence("Elle arrive en deux jours.") with { Supported = false })));
        using var agent = await server.AgentAsync();
        var page = await agent.AskAsync("Une copie-d'une-réponse ?");
        var links = page.Turns()[0].QuerySelectorAll(".turn__tools a").Select(link => link.GetAttribute("href")!).ToList();

        var texts = new List<string>();
        foreach (var link in links)
        {
            var copy = await agent.OpenAsync(link);
            Assert.Contains("Au moins une phrase n’est dans aucune source", copy.Text, StringComparison.Ordinal);
            texts.Add(copy.Page.QuerySelector("#copied")!.TextContent);
        }

        Assert.Equal(3, texts.Count);
        Assert.All(texts, text =>
        {
            Assert.Contains("La carte est gratuite.", text, StringComparison.Ordinal);
            Assert.Contains("[à vérifier\u00a0: absent des sources] Elle arrive en deux jours.", text, StringComparison.Ordinal);
            Assert.Contains("- Carte d'identité, mis à jour le 4 mai 2026 : https://www.service-public.gouv.fr/carte", text, StringComparison.Ordinal);
        });
        Assert.StartsWith("État civil, cimetière et élections\nCommune de Sainte-Amarelle\n3 place de la Mairie", texts[0], StringComparison.Ordinal);
        Assert.Contains("Le 24 novembre 2026", texts[0], StringComparison.Ordinal);
        Assert.Contains("Objet\u00a0: Une copie-d'une-réponse ?", texts[0], StringComparison.Ordinal);
        Assert.Contains("salutations distinguées", texts[0], StringComparison.Ordinal);
        Assert.StartsWith("Bonjour,", texts[1], StringComparison.Ordinal);
        Assert.Contains("Cordialement,", texts[1], StringComparison.Ordinal);
        Assert.StartsWith("Question\u00a0: Une copie-d'une-réponse ?", texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_appointment_sheet_sorts_papers_steps_places_services_and_sources()
    {
        var citation = Answers.Citation("Il faut fournir :");
        server.Scripts.On("rendez-vous-carte", AnswerScript.Saying(Answers.Of(
            Answers.Sentence("La demande se fait sur rendez-vous.", SentenceRole.Answer, citation),
            Answers.Sentence("Vous devez fournir les pièces suivantes :", SentenceRole.ListIntroduction, citation),
            Answers.Sentence("photo d'identité", SentenceRole.ListItem, citation),
            Answers.Sentence("Les étapes sont :", SentenceRole.ListIntroduction, citation),
            Answers.Sentence("prendre rendez-vous", SentenceRole.ListItem, citation),
            Answers.Sentence("Mairie de Sainte-Amarelle", SentenceRole.WhereToGo, citation),
            Answers.Sentence("Pré-demande", SentenceRole.OnlineService, citation) with { Link = "https://ants.example/" })));
        using var agent = await server.AgentAsync();
        var page = await agent.AskAsync("Un rendez-vous-carte ?");
        await agent.AskAsync(page, "Un second rendez-vous-carte ?");

        var sheet = await agent.OpenAsync($"{page.Address.AbsolutePath}/appointment");
        var one = await agent.OpenAsync($"{page.Address.AbsolutePath}/appointment?turn=2");

        Assert.Equal(["photo d'identité"], Lines(sheet, "bring"));
        Assert.Contains("prendre rendez-vous", Lines(sheet, "steps"));
        Assert.Contains("La demande se fait sur rendez-vous.", Lines(sheet, "steps"));
        Assert.Equal(["Mairie de Sainte-Amarelle"], Lines(sheet, "contacts"));
        Assert.Equal(["Pré-demande https://ants.example/"], Lines(sheet, "services"));
        Assert.Equal(["Carte d'identité (mis à jour le 04/05/2026)"], Lines(sheet, "sources"));
        Assert.Equal(["Un rendez-vous-carte ?", "Un second rendez-vous-carte ?"], Lines(sheet, "asked"));
        Assert.Equal(["Un second rendez-vous-carte ?"], Lines(one, "asked"));
    }

    private static IEnumerable<string> Lines(Screen sheet, string part) => sheet.Page.QuerySelectorAll($".sheet__part--{part} li").Select(line => line.Read());
}
