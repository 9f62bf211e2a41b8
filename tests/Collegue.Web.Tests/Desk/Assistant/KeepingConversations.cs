using System.Net;
using Collegue.Storage;
using Collegue.Storage.Conversations;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk.Collections;
using Collegue.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Desk.Assistant;

/// <summary>The list of one's conversations, and how long they stay.</summary>
public sealed class KeepingConversations(AssistantServer server) : IClassFixture<AssistantServer>
{
    [Fact]
    public async Task An_empty_list_offers_questions_about_the_documents_of_the_place()
    {
        await Background.UntilAsync(() => server.ReadAsync(AssistantServer.Commune, db => db.Documents.FirstOrDefaultAsync(row => row.Updated != null)));
        using var agent = await server.AgentAsync("police");

        var list = await agent.OpenAsync("/desk/assistant");
        var example = list.Page.QuerySelector(".empty a")!;
        var begun = await agent.OpenAsync(example.GetAttribute("href")!);

        Assert.Contains("Aucune conversation pour l’instant", list.Text, StringComparison.Ordinal);
        Assert.Equal(example.TextContent, begun.ValueOf("Question").Trim());
        Assert.Equal("page", list.Page.QuerySelector("nav a[href='/desk/assistant']")!.GetAttribute("aria-current"));
        Assert.Null(list.Page.QuerySelector("nav a[href='/desk']")!.GetAttribute("aria-current"));
        Assert.Equal(4, list.Page.QuerySelectorAll(".empty a").Length);
        var titles = await server.ReadAsync(AssistantServer.Commune, db => db.Documents.Where(row => !row.Collection!.IsNational).Select(row => row.Title).ToListAsync());
        Assert.Contains(titles, title => example.TextContent.Contains(title, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_latest_come_first_in_pages_and_words_of_any_question_find_them()
    {
        using var agent = await server.AgentAsync("urbanisme");
        var own = await server.ReadAsync(AssistantServer.Commune, db => db.Users.Where(row => row.UserName == "urbanisme").Select(row => row.Id).SingleAsync());
        await server.DoAsync(AssistantServer.Commune, async services =>
        {
            var (db, organisation) = (services.GetRequiredService<CollegueDb>(), services.GetRequiredService<OrganisationScope>().Current);
            foreach (var number in Enumerable.Range(1, 27))
            {
                var conversation = new Conversation
                {
                    OrganisationId = organisation,
                    Id = SeededCollection.NewId(),
                    AgentId = own,
                    Title = $"Sujet {number:00}",
                    CreatedAt = server.Clock.GetUtcNow(),
                    LastAt = server.Clock.GetUtcNow().AddMinutes(number),
                    Turns = 1,
                };
                db.Conversations.Add(conversation);
                db.ConversationTurns.Add(new ConversationTurn
                {
                    OrganisationId = organisation,
                    Id = SeededCollection.NewId(),
                    ConversationId = conversation.Id,
                    Position = 1,
                    Question = $"Éclairage du stade numéro {number:00} ?",
                    AskedAt = server.Clock.GetUtcNow(),
                    State = TurnState.Answered,
                });
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var first = await agent.OpenAsync("/desk/assistant");
        var second = await agent.OpenAsync(first.Page.QuerySelector(".pager a[rel='next']")!.GetAttribute("href")!);
        var found = await agent.OpenAsync("/desk/assistant?q=éclairage+13");
        var none = await agent.OpenAsync("/desk/assistant?q=girafe");

        Assert.Equal([.. Enumerable.Range(0, 27).Select(at => $"Sujet {27 - at:00}")], Titles(first).Concat(Titles(second)));
        Assert.Equal(25, Titles(first).Count);
        Assert.Equal(["Sujet 13"], Titles(found));
        Assert.Contains("Aucune conversation ne correspond", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_asked_in_for_longer_than_the_configured_days_is_removed_each_morning()
    {
        server.Scripts.On("à-oublier", AnswerScript.Saying(Answers.Of(Answers.Sentence("Oui."))));
        using var agent = await server.AgentAsync("ccas");
        await agent.AskAsync("Vieille question à-oublier ?");
        var kept = await agent.AskAsync("Question vivante à-oublier ?");
        await server.ReadAsync(AssistantServer.Commune, db => db.Conversations.Where(row => row.Title == "Vieille question à-oublier ?")
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastAt, server.Clock.GetUtcNow().AddDays(-181))));

        await server.DoAsync(AssistantServer.Commune, services => services.GetRequiredService<FreshnessRound>().RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0, await server.ReadAsync(AssistantServer.Commune, db => db.ConversationTurns.CountAsync(row => row.Question == "Vieille question à-oublier ?")));
        Assert.Equal(HttpStatusCode.OK, (await agent.OpenAsync(kept.Address.AbsolutePath)).Status);
        Assert.Contains(await server.ReadAsync(AssistantServer.Commune, db => db.AuditEntries.Where(row => row.Action == "conversations.forgotten").ToListAsync()), row => row.Detail == "count=1");
    }

    private static List<string> Titles(Screen list) => [.. list.Page.QuerySelectorAll("table.queue tbody th a").Select(link => link.TextContent)];
}
