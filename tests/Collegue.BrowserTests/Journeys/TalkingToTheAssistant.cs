using System.Text;
using Collegue.Answering;
using Collegue.BrowserTests.Browsing;
using Collegue.BrowserTests.Screens;
using Collegue.Web.Tests.Desk.Assistant;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Collegue.BrowserTests.Journeys;

/// <summary>A conversation with the assistant, with scripts and without.</summary>
public sealed class TalkingToTheAssistant(TalkingServer server, Chromium chromium) : Visits(server, chromium), IClassFixture<TalkingServer>
{
    /// <summary>Notes all that the status line is given to say, in order.</summary>
    private const string Listen = """
        () => {
          const region = document.querySelector('assistant-chat [role=status]');
          window.heard = [];
          new MutationObserver(changes => {
            for (const change of changes) {
              for (const node of change.addedNodes) {
                if (node.textContent) window.heard.push(node.textContent);
              }
            }
          }).observe(region, { childList: true, subtree: true, characterData: true });
        }
        """;

    [Fact]
    public async Task Sentences_come_and_are_spoken_one_by_one_and_the_turn_of_the_server_takes_their_place()
    {
        var (second, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var sentences = new[]
        {
            Answers.Sentence("La carte est gratuite.", SentenceRole.Answer, Answers.Citation("La carte est gratuite.")),
            Answers.Sentence("une photo", SentenceRole.ListItem, Answers.Citation("une photo")),
        };
        server.Scripts.On("phrase à phrase", new AnswerScript(
            new AnswerEvent.Started("extractive", null), new AnswerEvent.SentenceReady(sentences[0]), second.Task,
            new AnswerEvent.SentenceReady(sentences[1]), end.Task, new AnswerEvent.Finished(Answers.Of(sentences))));
        var agent = await AgentAsync("etat-civil");
        await agent.OpenAsync("/desk/assistant");
        await agent.FollowAsync("Nouvelle conversation");
        await Expect(agent.Page.GetByText("pour demander")).ToBeVisibleAsync();
        await agent.Page.EvaluateAsync(Listen);

        await agent.Page.GetByLabel("Votre question").FillAsync("Répondre phrase à phrase ?");
        await agent.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(agent.Page.Locator(".turn__answer")).ToHaveTextAsync("La carte est gratuite.");
        await Expect(agent.Page.Locator(".chat__state [data-said]")).ToHaveTextAsync("Réponse en cours…");
        await Expect(agent.Page.GetByLabel("Votre question")).ToHaveValueAsync("");
        await agent.AssertFreeOfViolationsAsync();
        second.SetResult();
        await Expect(agent.Page.Locator(".turn__answer li")).ToHaveTextAsync("une photo");
        end.SetResult();

        await Expect(agent.Page.Locator("article#turn-1 .sources > li")).ToHaveCountAsync(2);
        await Expect(agent.Page.Locator("article")).ToHaveCountAsync(1);
        await Expect(agent.Page.GetByRole(AriaRole.Button, new() { Name = "Arrêter" })).ToBeHiddenAsync();
        Assert.Equal(
            ["Réponse en cours…", "La carte est gratuite.", "une photo", "Réponse terminée. Réponse trouvée dans les sources"],
            await agent.Page.EvaluateAsync<string[]>("() => window.heard"));
        Assert.Equal("off", await agent.Page.GetByRole(AriaRole.Log).GetAttributeAsync("aria-live"));
        await agent.AssertFreeOfViolationsAsync();

        var address = agent.Path;
        Assert.Matches("^/desk/assistant/[0-9a-f-]{36}$", address);
        await agent.ReloadAsync();
        await agent.ReadsAsync("Répondre phrase à phrase ?");
        await Expect(agent.Page.Locator("article#turn-1")).ToContainTextAsync("La carte est gratuite.");
    }

    [Fact]
    public async Task Stopping_keeps_what_was_shown_and_the_next_question_can_be_asked()
    {
        var script = server.Scripts.On("à arrêter", new AnswerScript(
            new AnswerEvent.Started("generative", "Lent"), new AnswerEvent.SentenceReady(Answers.Sentence("Un début de réponse.")), AnswerScript.Gate));
        server.Scripts.On("la suivante", AnswerScript.Saying(Answers.Of(Answers.Sentence("Voici la suivante."))));
        var agent = await AgentAsync("urbanisme");
        await agent.OpenAsync("/desk/assistant/new");
        await agent.Page.GetByLabel("Votre question").FillAsync("Une réponse à arrêter ?");
        await agent.PressAsync("Demander");
        await Expect(agent.Page.Locator(".turn__made")).ToHaveTextAsync("Avec le modèle Lent");
        await Expect(agent.Page.Locator(".turn__answer")).ToHaveTextAsync("Un début de réponse.");

        await agent.Page.GetByLabel("Votre question").FillAsync("Et la suivante ?");
        await agent.PressAsync("Demander");
        await Expect(agent.Page.Locator(".chat__state [data-said]")).ToHaveTextAsync("Attendez la fin de la réponse, ou arrêtez-la.");
        await agent.PressAsync("Arrêter");

        await Expect(agent.Page.Locator(".chat__state [data-said]")).ToHaveTextAsync("Arrêtée.");
        await script.Cancelled.WaitAsync(TestContext.Current.CancellationToken);
        await Expect(agent.Page.Locator("article#turn-1")).ToHaveAttributeAsync("data-state", "stopped");
        await Expect(agent.Page.Locator("article#turn-1 .turn__answer")).ToContainTextAsync("Un début de réponse.");
        await Expect(agent.Page.GetByLabel("Votre question")).ToBeFocusedAsync();
        await agent.PressAsync("Demander");
        await Expect(agent.Page.Locator("article#turn-2 .turn__answer")).ToContainTextAsync("Voici la suivante.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_question_a_situation_a_file_feedback_a_copy_and_the_end_of_it(bool scripts)
    {
        server.Scripts.On("la carte perdue", AnswerScript.Saying(new Answer(AnswerStatus.NeedsClarification, Answerer.Extractive, [], [], null, "Pour qui ?")
        {
            Choices = [new AnswerChoice("Pour un mineur", "Que faire pour un mineur ?")],
        }));
        server.Scripts.On("pour un mineur", AnswerScript.Saying(Answers.Of(
            Answers.Sentence("Un parent vient avec lui.", SentenceRole.Answer, Answers.Citation("Un parent vient avec lui.")),
            Answers.Sentence("Le délai est de trois jours.") with { Supported = false })));
        var agent = await AgentAsync(scripts ? "accueil" : "technique", scripts);
        await agent.FollowAsync("Assistant");
        await agent.FollowAsync("Nouvelle conversation");

        await agent.PressAsync("Demander");
        await Expect(agent.Page.Locator(".error-summary")).ToContainTextAsync("Écrivez votre question.");
        Assert.Equal(422, agent.Status);
        await agent.Page.GetByLabel("Votre question").FillAsync("Que faire de la carte perdue ?");
        await agent.PressAsync("Demander");
        await Expect(agent.Page.Locator("article#turn-1")).ToContainTextAsync("Précisez la situation");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Pour un mineur" }).ClickAsync();
        await Expect(agent.Page.Locator("article#turn-2")).ToContainTextAsync("Un parent vient avec lui.");
        await Expect(agent.Page.Locator("article#turn-2 .badge--error")).ToHaveTextAsync("À vérifier : absent des sources");

        await agent.Page.Locator("#Files").SetInputFilesAsync(new FilePayload { Name = "courrier.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("Le courrier de la préfecture.") });
        await agent.PressAsync("Joindre ces fichiers");
        await agent.IsToldAsync("courrier.txt");
        await agent.FollowAsync("courrier.txt");
        await Expect(agent.Page.Locator(".passage")).ToHaveTextAsync("Le courrier de la préfecture.");
        await agent.Page.GoBackAsync();

        var feedback = agent.Page.Locator("article#turn-2 .turn__feedback");
        await feedback.Locator("summary").ClickAsync();
        await feedback.GetByLabel("Incomplète").CheckAsync();
        await feedback.GetByLabel("Remarque").FillAsync("Il manque l'autorisation.");
        await feedback.GetByRole(AriaRole.Button, new() { Name = "Envoyer votre avis" }).ClickAsync();
        await agent.IsToldAsync("Merci, votre avis est enregistré.");
        await agent.Page.Locator("article#turn-2").GetByRole(AriaRole.Link, new() { Name = "En courriel" }).ClickAsync();
        await Expect(agent.Page.Locator("#copied")).ToContainTextAsync("Un parent vient avec lui.");
        await Expect(agent.Page.GetByRole(AriaRole.Button, new() { Name = "Copier le texte" })).ToHaveCountAsync(scripts ? 1 : 0);
        await agent.Page.GoBackAsync();

        await agent.FollowAsync("Supprimer");
        await agent.PressAsync("Supprimer la conversation");
        await agent.IsToldAsync("La conversation est supprimée.");
        await Expect(agent.Page.GetByText("Aucune conversation pour l’instant")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_text_of_an_answer_is_copied()
    {
        server.Scripts.On("à copier", AnswerScript.Saying(Answers.Of(Answers.Sentence("Une phrase à prendre."))));
        var agent = await VisitAsync(options: new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        await agent.SignInAsync("ccas");
        await agent.OpenAsync("/desk/assistant/new?q=Une+réponse+à+copier+%3F");
        await agent.PressAsync("Demander");
        await agent.FollowAsync("En texte, avec les sources");

        await agent.PressAsync("Copier le texte");

        await Expect(agent.Page.Locator("copy-text [role=status]")).ToHaveTextAsync("Texte copié.");
        Assert.Contains("Une phrase à prendre.", await agent.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_appointment_sheet_is_one_page_whatever_the_answers_hold()
    {
        var filler = string.Concat(Enumerable.Repeat(" avec tout ce que cela comporte de précisions utiles", 8));
        var citations = Enumerable.Range(1, 12).Select(number => Answers.Citation($"Extrait {number}", title: $"Un document au titre assez long pour compter, numéro {number}{filler[..60]}")).ToList();
        server.Scripts.On("fiche pleine", AnswerScript.Saying(Answers.Of(
        [
            .. Enumerable.Range(1, 12).Select(number => Answers.Sentence($"Étape {number}{filler}", SentenceRole.Answer, citations[number - 1])),
            Answers.Sentence("Il faut fournir les documents suivants :", SentenceRole.ListIntroduction, citations[0]),
            .. Enumerable.Range(1, 20).Select(number => Answers.Sentence($"justificatif {number}{filler}", SentenceRole.ListItem, citations[0])),
            .. Enumerable.Range(1, 9).Select(number => Answers.Sentence($"Guichet {number}{filler}", SentenceRole.WhereToGo, citations[0])),
            .. Enumerable.Range(1, 9).Select(number => Answers.Sentence($"Service {number}", SentenceRole.OnlineService, citations[0]) with { Link = $"https://service-{number}.example/{new string('x', 150)}" }),
        ])));
        var agent = await AgentAsync("scolaire");
        await agent.OpenAsync("/desk/assistant/new");
        foreach (var number in Enumerable.Range(1, 3))
        {
            await agent.Page.GetByLabel("Votre question").FillAsync($"Question {number} pour une fiche pleine{filler}{filler} ?");
            await agent.PressAsync("Demander");
            await Expect(agent.Page.Locator($"article#turn-{number}")).ToHaveAttributeAsync("data-state", "answered");
        }

        await agent.ReloadAsync();
        await agent.FollowAsync("Fiche de rendez-vous");
        await Expect(agent.Page.Locator(".sheet__part")).ToHaveCountAsync(6);
        await agent.AssertFreeOfViolationsAsync();
        using var paper = PdfDocument.Open(await agent.Page.PdfAsync(new PagePdfOptions { Format = "A4", Margin = new() { Top = "12mm", Bottom = "12mm", Left = "12mm", Right = "12mm" } }));
        var page = Assert.Single(paper.GetPages());

        // Fonts print "fi" as one sign.
        var text = page.Text.Normalize(NormalizationForm.FormKC);
        Assert.All(
            ["Ce que la personne demande", "À apporter", "justificatif 1", "À savoir et à faire", "Étape 1", "Où s’adresser", "Guichet 1", "En ligne", "Service 1", "Sources"],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.Contains("points de plus dans la conversation", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Questions à mettre sur la fiche", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mode démonstration", text, StringComparison.Ordinal);
    }
}
