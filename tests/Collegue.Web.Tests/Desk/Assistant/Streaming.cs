using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Collegue.Answering;
using Collegue.Storage.Conversations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk.Assistant;

/// <summary>The frames a script reads while an answer is made.</summary>
public sealed class Streaming(AssistantServer server) : IClassFixture<AssistantServer>
{
    [Fact]
    public async Task Frames_come_in_order_and_the_last_says_that_it_is_finished()
    {
        server.Scripts.On("flux-simple", AnswerScript.Saying(Answers.Of(
            Answers.Sentence("La carte est gratuite.", SentenceRole.Answer, Answers.Citation("La carte est gratuite.")),
            Answers.Sentence("un justificatif de domicile", SentenceRole.ListItem) with { Supported = false })));
        using var agent = await server.AgentAsync();

        using var answer = await agent.StreamAsync(await agent.OpenAsync("/desk/assistant/new"), "Question de flux-simple ?");
        var frames = await FramesAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["turn", "started", "sentence", "sentence", "finished"], frames.Select(frame => frame.Event));
        Assert.Equal("Sans modèle : phrases citées des sources".Replace(" :", "\u00a0:", StringComparison.Ordinal), frames[1].Data.GetProperty("made").GetString());
        Assert.Equal(("La carte est gratuite.", "answer", true), (Text(frames[2], "text"), Text(frames[2], "role"), frames[2].Data.GetProperty("supported").GetBoolean()));
        Assert.Equal(("list_item", "À vérifier\u00a0: absent des sources"), (Text(frames[3], "role"), Text(frames[3], "mark")));
        Assert.Equal(("answered", "answered"), (Text(frames[4], "state"), Text(frames[4], "status")));

        var turn = await agent.OpenAsync(Text(frames[0], "turn")!);
        var whole = await agent.OpenAsync(Text(frames[0], "address")!);
        Assert.Equal("answered", turn.Response.Headers.GetValues("X-Turn-State").Single());
        Assert.Null(turn.Page.QuerySelector("header"));
        Assert.Equal(whole.Turns()[0].QuerySelector(".turn__answer")!.InnerHtml, turn.Turns()[0].QuerySelector(".turn__answer")!.InnerHtml);
        Assert.Equal(TurnState.Answered, (await server.TurnAsync("Question de flux-simple ?")).State);
    }

    [Fact]
    public async Task When_another_engine_takes_over_only_its_answer_is_kept()
    {
        var final = Answers.Of(Answers.Sentence("Sans modèle.")) with { Notices = ["Le modèle n’a pas répondu."] };
        server.Scripts.On("relais-de-moteur", new AnswerScript(
            new AnswerEvent.Started("generative", "Modèle A"), new AnswerEvent.SentenceReady(Answers.Sentence("Brouillon faux.")),
            new AnswerEvent.Started("extractive", null), new AnswerEvent.SentenceReady(final.Sentences[0]), new AnswerEvent.Finished(final)));
        using var agent = await server.AgentAsync();

        using var answer = await agent.StreamAsync(await agent.OpenAsync("/desk/assistant/new"), "Question de relais-de-moteur ?");
        var frames = await FramesAsync(answer);
        var turn = (await agent.OpenAsync(Text(frames[0], "address")!)).Turns()[0];

        Assert.Equal(["turn", "started", "sentence", "started", "sentence", "finished"], frames.Select(frame => frame.Event));
        Assert.DoesNotContain("Brouillon faux.", turn.TextContent, StringComparison.Ordinal);
        Assert.Contains("Le modèle n’a pas répondu.", turn.TextContent, StringComparison.Ordinal);
        Assert.Contains("Sans modèle", turn.QuerySelector(".turn__made")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_ends_the_work_and_what_was_shown_is_kept_as_stopped()
    {
        var script = server.Scripts.On("départ-de-l'agent", new AnswerScript(
            new AnswerEvent.Started("extractive", null),
            new AnswerEvent.SentenceReady(Answers.Sentence("Une phrase montrée.", SentenceRole.Answer, Answers.Citation("Une phrase montrée."))), AnswerScript.Gate));
        using var agent = await server.AgentAsync();

        var answer = await agent.StreamAsync(await agent.OpenAsync("/desk/assistant/new"), "Question de départ-de-l'agent ?");
        var address = "";
        await foreach (var frame in SseParser.Create(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            address = frame.EventType == "turn" ? JsonDocument.Parse(frame.Data).RootElement.GetProperty("address").GetString()! : address;
            if (frame.EventType == "sentence")
            {
                break;
            }
        }

        answer.Dispose();
        await script.Cancelled.WaitAsync(TestContext.Current.CancellationToken);
        var stored = await Background.UntilAsync(async () => await server.TurnAsync("Question de départ-de-l'agent ?") is { State: not TurnState.Asked } turn ? turn : null);
        var shown = (await agent.OpenAsync(address)).Turns()[0];

        Assert.Equal(TurnState.Stopped, stored.State);
        Assert.NotNull(stored.StoppedAt);
        Assert.Contains("Arrêtée", shown.QuerySelector(".turn__made")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Une phrase montrée.", shown.QuerySelector(".turn__answer")!.TextContent, StringComparison.Ordinal);
        Assert.Single(shown.QuerySelectorAll(".sources > li"));
    }

    [Fact]
    public async Task Trouble_on_the_way_ends_the_stream_in_words_and_loses_nothing()
    {
        server.Scripts.On("panne-du-moteur", new AnswerScript(
            new AnswerEvent.Started("extractive", null), new AnswerEvent.SentenceReady(Answers.Sentence("Avant la panne.")), new InvalidOperationException("Ne pas montrer.")));
        using var agent = await server.AgentAsync();

        using var answer = await agent.StreamAsync(await agent.OpenAsync("/desk/assistant/new"), "Question de panne-du-moteur ?");
        var frames = await FramesAsync(answer);
        var turn = await agent.OpenAsync(Text(frames[0], "turn")!);

        Assert.Equal(("finished", "failed", "Incident"), (frames[^1].Event, Text(frames[^1], "state"), Text(frames[^1], "words")));
        Assert.Contains("Avant la panne.", turn.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ne pas montrer.", turn.Html, StringComparison.Ordinal);
        Assert.Equal(TurnState.Failed, (await server.TurnAsync("Question de panne-du-moteur ?")).State);
    }

    [Fact]
    public async Task Without_the_token_of_the_form_or_an_account_nothing_is_asked()
    {
        using var agent = await server.AgentAsync();
        using var nobody = server.Visit();
        var page = await agent.OpenAsync("/desk/assistant/new");

        using var forged = await agent.StreamAsync(page, "Question forgée ?", token: false);
        using var strange = await nobody.StreamAsync(page, "Question forgée ?");

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.NotEqual("text/event-stream", strange.Content.Headers.ContentType?.MediaType);
        Assert.Equal(0, await server.ReadAsync(AssistantServer.Commune, db => db.ConversationTurns.CountAsync(row => row.Question == "Question forgée ?")));
    }

    private static string? Text(Frame frame, string name) => frame.Data.GetProperty(name).GetString();

    private static async Task<IReadOnlyList<Frame>> FramesAsync(HttpResponseMessage answer)
    {
        var frames = new List<Frame>();
        await foreach (var frame in SseParser.Create(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            frames.Add(new Frame(frame.EventType, JsonDocument.Parse(frame.Data).RootElement));
        }

        return frames;
    }

    private sealed record Frame(string Event, JsonElement Data);
}
