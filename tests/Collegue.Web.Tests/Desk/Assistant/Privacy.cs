using System.Net;
using System.Text;
using Collegue.Storage.Conversations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk.Assistant;

/// <summary>A conversation is the agent's own.</summary>
public sealed class Privacy(AssistantServer server) : IClassFixture<AssistantServer>
{
    [Fact]
    public async Task Another_agent_of_the_same_organisation_finds_nothing_of_it()
    {
        server.Scripts.On("secret-d'agent", AnswerScript.Saying(Answers.Of(Answers.Sentence("Confidentiel.", Collegue.Answering.SentenceRole.Answer, Answers.Citation("Confidentiel.")))));
        using var agent = await server.AgentAsync();
        using var other = await server.AgentAsync("accueil");
        var page = await agent.AskAsync("Un secret-d'agent ?");
        await agent.SendAsync(page, "handler=Files", null, new UploadedFile("note.txt", Encoding.UTF8.GetBytes("Texte privé.")));
        var turn = await server.TurnAsync("Un secret-d'agent ?");
        var file = await server.ReadAsync(AssistantServer.Commune, db => db.ConversationFiles.SingleAsync(row => row.ConversationId == turn.ConversationId));
        var token = Visitor.Fields((await other.OpenAsync("/desk/assistant/new")).FormWith("handler=Ask"))["__RequestVerificationToken"];
        var conversation = $"/desk/assistant/{turn.ConversationId}";

        foreach (var path in new[]
                 {
                     conversation, $"{conversation}?handler=Turn&turn={turn.Id}", $"{conversation}/copy/{turn.Id}?as=letter", $"{conversation}/appointment",
                     $"{conversation}/delete", $"{conversation}/file/{file.Id}",
                 })
        {
            var refused = await other.OpenAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, refused.Status));
            Assert.DoesNotContain("Confidentiel", refused.Html, StringComparison.Ordinal);
        }

        foreach (var path in new[]
                 {
                     $"{conversation}?handler=Ask", $"{conversation}?handler=Stream", $"{conversation}?handler=Files", $"{conversation}?handler=RemoveFile&file={file.Id}",
                     $"{conversation}?handler=Feedback&turn={turn.Id}", $"{conversation}/delete",
                 })
        {
            var refused = await other.PostAsync(new Uri(server.Address, path), new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["Question"] = "Intrus ?", ["Kind"] = "Wrong" });
            Assert.Equal((path, HttpStatusCode.NotFound), (path, refused.Status));
        }

        var list = await other.OpenAsync("/desk/assistant?q=secret-d'agent");
        using var exported = await ExportAsync(other, "json");
        Assert.DoesNotContain("secret-d'agent ?", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-d'agent", await exported.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("Confidentiel.", (await agent.OpenAsync(conversation)).Text, StringComparison.Ordinal);
        Assert.Equal(0, await server.ReadAsync(AssistantServer.Commune, db => db.AnswerFeedback.CountAsync(row => row.TurnId == turn.Id)));
    }

    [Fact]
    public async Task What_is_exported_is_whole_and_the_trail_says_it_without_content()
    {
        server.Scripts.On("exporter-moi", AnswerScript.Saying(Answers.Of(Answers.Sentence("Réponse emportée.", Collegue.Answering.SentenceRole.Answer, Answers.Citation("Réponse emportée.", start: 7)))));
        using var agent = await server.AgentAsync("urbanisme");
        await agent.AskAsync("Peux-tu exporter-moi ?");

        using var json = await ExportAsync(agent, "json");
        using var text = await ExportAsync(agent, "text");
        var document = System.Text.Json.JsonDocument.Parse(await json.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        var turn = document.GetProperty("conversations")[0].GetProperty("turns")[0];
        var read = await text.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var trail = await server.ReadAsync(AssistantServer.Commune, db => db.AuditEntries.Where(row => row.Action == "conversations.exported").Select(row => row.Detail).ToListAsync());

        Assert.Equal("attachment", json.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(("Peux-tu exporter-moi ?", "answered", "extractive"), (turn.GetProperty("question").GetString(), turn.GetProperty("status").GetString(), turn.GetProperty("engine").GetString()));
        Assert.Equal(7, turn.GetProperty("answer").GetProperty("sentences")[0].GetProperty("citations")[0].GetProperty("start").GetInt32());
        Assert.Contains("Peux-tu exporter-moi ?", read, StringComparison.Ordinal);
        Assert.Contains("Réponse emportée.", read, StringComparison.Ordinal);
        Assert.Contains("Carte d'identité", read, StringComparison.Ordinal);
        Assert.Contains("form=json;count=1", trail);
        Assert.DoesNotContain(trail, detail => detail!.Contains("exporter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conversation_is_deleted_once_confirmed_with_its_files_and_feedback_stays_without_its_author()
    {
        server.Scripts.On("à-supprimer", AnswerScript.Saying(Answers.Of(Answers.Sentence("Oui."))));
        using var agent = await server.AgentAsync("technique");
        var page = await agent.AskAsync("Conversation à-supprimer ?");
        await agent.SendAsync(page, "handler=Files", null, new UploadedFile("note.txt", Encoding.UTF8.GetBytes("Texte.")));
        await agent.SendAsync(page, "handler=Feedback", new Dictionary<string, string> { ["Kind"] = "Unclear", ["Note"] = "Trop de sigles." });
        var turn = await server.TurnAsync("Conversation à-supprimer ?");

        var asked = await agent.OpenAsync($"/desk/assistant/{turn.ConversationId}/delete");
        var still = await server.ReadAsync(AssistantServer.Commune, db => db.Conversations.CountAsync(row => row.Id == turn.ConversationId));
        var done = await agent.SendAsync(asked, "/delete");
        var feedback = await server.ReadAsync(AssistantServer.Commune, db => db.AnswerFeedback.SingleAsync(row => row.Note == "Trop de sigles."));

        Assert.Equal(1, still);
        Assert.Contains("La conversation est supprimée.", done.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), await server.ReadAsync(AssistantServer.Commune, async db => (
            await db.Conversations.CountAsync(row => row.Id == turn.ConversationId), await db.ConversationTurns.CountAsync(row => row.ConversationId == turn.ConversationId),
            await db.ConversationFiles.CountAsync(row => row.ConversationId == turn.ConversationId))));
        Assert.Equal((null, null, null, FeedbackKind.Unclear), (feedback.TurnId, feedback.AgentId, feedback.Question, feedback.Kind));
        var entry = await server.ReadAsync(AssistantServer.Commune, db => db.AuditEntries.SingleAsync(row => row.Action == "conversation.deleted" && row.SubjectId == turn.ConversationId));
        Assert.Null(entry.Detail);
    }

    [Fact]
    public async Task Everything_of_one_agent_is_deleted_and_nothing_of_another()
    {
        server.Scripts.On("tout-effacer", AnswerScript.Saying(Answers.Of(Answers.Sentence("Oui."))));
        using var agent = await server.AgentAsync("ccas");
        using var other = await server.AgentAsync("accueil");
        await agent.AskAsync("Première tout-effacer ?");
        await agent.AskAsync("Seconde tout-effacer ?");
        await other.AskAsync("Autre tout-effacer ?");

        var confirm = await agent.OpenAsync("/desk/assistant/delete");
        var done = await agent.SendAsync(confirm, "/delete");

        Assert.Contains("2 conversations seront supprimées.", confirm.Text, StringComparison.Ordinal);
        Assert.Contains("Toutes vos conversations sont supprimées.", done.Text, StringComparison.Ordinal);
        Assert.Contains("Aucune conversation pour l’instant", done.Text, StringComparison.Ordinal);
        Assert.Contains("Autre tout-effacer", (await other.OpenAsync("/desk/assistant")).Text, StringComparison.Ordinal);
        Assert.Contains("count=2", await server.ReadAsync(AssistantServer.Commune, db => db.AuditEntries.Where(row => row.Action == "conversations.deleted").Select(row => row.Detail).ToListAsync()));
    }

    private async Task<HttpResponseMessage> ExportAsync(Visitor agent, string form)
    {
        var page = await agent.OpenAsync("/desk/assistant");
        var fields = Visitor.Fields(page.FormWith("sign-out"));
        return await agent.BeginAsync(new Uri(server.Address, $"/desk/assistant/export?as={form}"), fields);
    }
}
