using System.Net;
using System.Text;
using Collegue.Storage.Conversations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk.Assistant;

public sealed class PostgresAssistantServer : AssistantServer
{
    protected override bool OnPostgres => true;
}

/// <summary>The same on PostgreSQL, where several write at once.</summary>
public sealed class AssistantOnPostgres(PostgresAssistantServer server) : IClassFixture<PostgresAssistantServer>
{
    [Fact]
    public async Task Questions_at_once_are_all_kept_and_all_of_it_can_be_found_exported_and_deleted()
    {
        server.Scripts.On("sur-postgres", AnswerScript.Saying(Answers.Of(Answers.Sentence("Oui.", Collegue.Answering.SentenceRole.Answer, Answers.Citation("Oui.")))));
        using var agent = await server.AgentAsync();
        var page = await agent.AskAsync("Début sur-postgres ?");

        await Task.WhenAll(Enumerable.Range(1, 8).Select(number => agent.AskAsync(page, $"Éclairage {number} sur-postgres ?")));
        await agent.SendAsync(page, "handler=Files", null, new UploadedFile("note.txt", Encoding.UTF8.GetBytes("Du\0 texte.")));
        await agent.SendAsync(page, "handler=Feedback", new Dictionary<string, string> { ["Kind"] = "Wrong", ["Note"] = "Faux." });
        using var admin = await server.AgentAsync("admin");
        var owners = await admin.OpenAsync("/desk/knowledge/feedback");
        var found = await agent.OpenAsync("/desk/assistant?q=éclairage");
        var positions = await server.ReadAsync(AssistantServer.Commune, db => db.ConversationTurns.OrderBy(row => row.Position).Select(row => row.Position).ToListAsync());
        using var exported = await agent.BeginAsync(new Uri(server.Address, "/desk/assistant/export?as=text"), Visitor.Fields(found.FormWith("sign-out")));
        await agent.SendAsync(await agent.OpenAsync("/desk/assistant/delete"), "/delete");

        Assert.Equal(Enumerable.Range(1, 9), positions);
        Assert.Single(found.Page.QuerySelectorAll("table.queue tbody tr"));
        Assert.Contains("Faux.", owners.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, exported.StatusCode);
        Assert.Contains("Éclairage 8 sur-postgres ?", await exported.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), await server.ReadAsync(AssistantServer.Commune, async db => (await db.Conversations.CountAsync(), await db.ConversationTurns.CountAsync(), await db.ConversationFiles.CountAsync())));
        var feedback = await server.ReadAsync(AssistantServer.Commune, db => db.AnswerFeedback.SingleAsync());
        Assert.Equal((null, null, FeedbackKind.Wrong), (feedback.TurnId, feedback.AgentId, feedback.Kind));
    }
}
