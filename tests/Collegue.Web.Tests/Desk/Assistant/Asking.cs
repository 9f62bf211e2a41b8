using System.Net;
using Collegue.Answering;
using Collegue.Storage.Conversations;
using Collegue.Storage.Knowledge;
using Collegue.Web.Tests.Desk.Collections;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk.Assistant;

/// <summary>Asking without scripts: a form, and the whole answer on the page that comes back.</summary>
public sealed class Asking(AssistantServer server) : IClassFixture<AssistantServer>
{
    [Fact]
    public async Task A_question_about_a_document_comes_back_quoted_and_its_source_opens_at_the_quote()
    {
        var passage = "L'abonnement annuel à la piscine coûte 180 €. La piscine est fermée le lundi.";
        await new SeededCollection { Title = "Sports", Documents = [new SeededDocument("piscine", "Abonnement à la piscine") { Passages = [passage] }] }.FoundAsync(server);
        using var agent = await server.AgentAsync();

        var answered = await agent.AskAsync("Combien coûte l'abonnement annuel à la piscine ?");
        var turn = Assert.Single(answered.Turns());
        var source = await agent.OpenAsync(turn.QuerySelector(".source__open")!.GetAttribute("href")!.Split('#')[0]);

        Assert.Equal(HttpStatusCode.OK, answered.Status);
        Assert.Contains("180 €", turn.QuerySelector(".turn__answer")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Réponse trouvée dans les sources", turn.QuerySelector(".turn__made")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Sans modèle : phrases citées des sources", turn.QuerySelector(".turn__made")!.Read(), StringComparison.Ordinal);
        Assert.NotNull(turn.QuerySelector($"#{turn.QuerySelector(".evidence a")!.GetAttribute("href")![1..]}"));
        Assert.Contains("180 €", source.Page.QuerySelector("#cited mark")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Combien coûte l'abonnement annuel", source.Page.QuerySelector(".crumbs")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_turn_is_stored_with_its_answer_and_titles_the_conversation()
    {
        var model = Answers.Of(Answers.Sentence("La carte est gratuite.", SentenceRole.Answer, Answers.Citation("La carte est gratuite.", start: 12))) with
        {
            Engine = Answerer.Generative,
            Model = new ModelTrace("Modèle communal", "answer/2", "abc123"),
        };
        server.Scripts.On("gratuite-modèle", AnswerScript.Saying(model));
        using var agent = await server.AgentAsync();

        var page = await agent.AskAsync("La carte est-elle gratuite-modèle ?");
        var stored = await server.TurnAsync("La carte est-elle gratuite-modèle ?");

        Assert.Equal("La carte est-elle gratuite-modèle ?", page.Heading);
        Assert.Contains("Avec le modèle Modèle communal", page.Turns()[0].Read(), StringComparison.Ordinal);
        Assert.Equal((TurnState.Answered, "answered", "generative", "Modèle communal", "abc123"), (stored.State, stored.Status, stored.Engine, stored.Model, stored.PromptHash));
        Assert.Contains("\"start\":12", stored.Answer, StringComparison.Ordinal);
        Assert.NotNull(stored.AnsweredAt);
        Assert.Null(stored.StoppedAt);
    }

    [Fact]
    public async Task A_follow_up_takes_along_what_was_said_the_filters_and_nothing_the_agent_may_not_read()
    {
        var mine = await new SeededCollection { Title = "Fonds ouvert" }.InAsync(server);
        var theirs = await new SeededCollection { Title = "Fonds réservé", Readers = Readers.OwnerDepartment, OwnerDepartment = "scolaire" }.InAsync(server);
        var script = server.Scripts.On("suivi-du-dossier", AnswerScript.Saying(Answers.Of(Answers.Sentence("Première réponse."))));
        using var agent = await server.AgentAsync();

        var first = await agent.AskAsync("Une question de suivi-du-dossier ?");
        Assert.DoesNotContain("Fonds réservé", first.Text, StringComparison.Ordinal);
        await agent.AskAsync(first, "Et pour le suivi-du-dossier d'un mineur ?", ("Theme", "Papiers"), ("Collections", $"{mine.Id}"));
        await agent.AskAsync(first, "Et le suivi-du-dossier chez d'autres ?", ("Collections", $"{theirs.Id}"));

        var asked = script.Asked[1];
        Assert.Equal(("Une question de suivi-du-dossier ?", "Première réponse."), (asked.Earlier.Single().Question, asked.Earlier.Single().Answer));
        Assert.Equal(("Papiers", true, "etat-civil"), (asked.Within.Theme, asked.Within.ForAgents, asked.Within.Department));
        Assert.Equal([mine.Id], asked.Within.Collections);
        Assert.Equal(AnswerFeature.Assistant, asked.Feature);
        Assert.Equal("Commune de Sainte-Amarelle", asked.Office!.Name);
        Assert.Null(script.Asked[0].Within.Collections);
        Assert.Null(script.Asked[2].Within.Collections);
    }

    [Theory]
    [InlineData("   ", "Écrivez votre question.")]
    [InlineData(null, "La question est trop longue")]
    public async Task A_blank_or_endless_question_is_refused_and_kept(string? question, string problem)
    {
        question ??= new string('a', 4001);
        using var agent = await server.AgentAsync();

        var refused = await agent.AskAsync(question);
        var streamed = await agent.StreamAsync(await agent.OpenAsync("/desk/assistant/new"), question);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith("Erreur", refused.Page.Title, StringComparison.Ordinal);
        Assert.Contains(problem, Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal(question.Trim(), refused.ValueOf("Question").Trim());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, streamed.StatusCode);
        Assert.Equal(0, await server.ReadAsync(AssistantServer.Commune, db => db.ConversationTurns.CountAsync(row => row.Question == question.Trim())));
    }

    [Fact]
    public async Task Two_questions_at_once_in_one_conversation_are_both_kept()
    {
        server.Scripts.On("en-même-temps", AnswerScript.Saying(Answers.Of(Answers.Sentence("Oui."))));
        using var agent = await server.AgentAsync();
        var page = await agent.AskAsync("D'abord, en-même-temps ?");

        await Task.WhenAll(Enumerable.Range(1, 6).Select(number => agent.AskAsync(page, $"Question {number} en-même-temps ?")));
        var turns = (await agent.OpenAsync(page.Address.AbsolutePath)).Turns();

        Assert.Equal([.. Enumerable.Range(1, 7).Select(position => $"turn-{position}")], turns.Select(turn => turn.Id!));
        Assert.Equal(7, turns.Select(turn => turn.QuerySelector("h2")!.TextContent).Distinct().Count());
        Assert.All(turns, turn => Assert.Equal("answered", turn.GetAttribute("data-state")));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_ended_and_can_be_asked_again()
    {
        var script = server.Scripts.On("sans-fin", new AnswerScript(new AnswerEvent.Started("generative", "Lent"), new AnswerEvent.SentenceReady(Answers.Sentence("Un début.")), AnswerScript.Gate));
        using var agent = await server.AgentAsync();

        var asking = agent.AskAsync("Une question sans-fin ?");
        await script.Reached.WaitAsync(TestContext.Current.CancellationToken);
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        var turn = Assert.Single((await asking).Turns());
        var stored = await server.TurnAsync("Une question sans-fin ?");

        Assert.Contains("Trop long : arrêtée", turn.Read(), StringComparison.Ordinal);
        Assert.Contains("Un début.", turn.Read(), StringComparison.Ordinal);
        Assert.Contains("Avec le modèle Lent", turn.Read(), StringComparison.Ordinal);
        Assert.NotNull(turn.QuerySelector("form[data-ask] input[name=Question][value='Une question sans-fin ?']"));
        Assert.Equal((TurnState.TimedOut, null, "Lent"), (stored.State, stored.Status, stored.Model));
    }

    [Fact]
    public async Task A_question_whose_program_was_killed_is_not_shown_as_being_answered_for_ever()
    {
        server.Scripts.On("tuée-en-route", AnswerScript.Saying(Answers.Of(Answers.Sentence("Oui."))));
        using var agent = await server.AgentAsync();
        var page = await agent.AskAsync("Question tuée-en-route ?");
        await server.ReadAsync(AssistantServer.Commune, db => db.ConversationTurns.Where(row => row.Question == "Question tuée-en-route ?")
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, TurnState.Asked).SetProperty(row => row.Answer, (string?)null)));

        var running = (await agent.OpenAsync(page.Address.AbsolutePath)).Turns()[0];
        server.Clock.Advance(TimeSpan.FromSeconds(80));
        var lost = (await agent.OpenAsync(page.Address.AbsolutePath)).Turns()[0];

        Assert.Equal("asked", running.GetAttribute("data-state"));
        Assert.Equal("failed", lost.GetAttribute("data-state"));
        Assert.NotNull(lost.QuerySelector("form[data-ask]"));
    }
}
