using System.Net;
using Collegue.Storage.Cases;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Citizens;

public sealed class RightsTests(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = "sainte-amarelle";

    /// <summary>An old telephone on a slow line.</summary>
    private const int MostBytes = 60_000;

    [Fact]
    public async Task A_prepared_reply_says_how_it_was_prepared_from_what_was_stored()
    {
        var seeded = await AnsweredAsync();
        using var citizen = server.Visit();

        var page = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");

        var prepared = page.Page.QuerySelector("details.prepared")!.TextContent;
        Assert.Contains("L. 311-3-1", prepared, StringComparison.Ordinal);
        Assert.Contains("Il n’a rien changé au projet", prepared, StringComparison.Ordinal);
        Assert.Contains("Un document public", prepared, StringComparison.Ordinal);
        Assert.Contains("Le message parle de papiers.", prepared, StringComparison.Ordinal);
        Assert.Equal("carte d'identité", page.Page.QuerySelector("details.prepared q")!.TextContent);
        Assert.Contains("version 2026-11-24", prepared, StringComparison.Ordinal);
        Assert.Contains("aucun modèle de langage", prepared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_an_agent_wrote_alone_claims_no_machine()
    {
        var seeded = await new SeededCase { Draft = null, Handling = Handling.Human }.InAsync(server);
        using var agent = await server.AgentAsync();
        await agent.PressAsync(await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview", ("Text", "Bonjour, venez nous voir.")), "send");
        using var citizen = server.Visit();

        var page = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");

        Assert.Contains("venez nous voir", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("details.prepared"));
    }

    [Fact]
    public async Task A_question_about_the_handling_waits_for_an_agent_who_answers_it_once()
    {
        var seeded = await AnsweredAsync();
        using var citizen = server.Visit();
        using var agent = await server.AgentAsync();
        var page = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");
        var asked = new Dictionary<string, string> { ["Kind"] = "Deletion", ["Request"] = "Je ne veux plus apparaître." };

        var done = await citizen.SendAsync(page, "Kind", asked);
        await citizen.SendAsync(page, "Kind", asked);
        var request = await server.ReadAsync(Commune, db => db.CitizenRequests.SingleAsync(row => row.CaseId == seeded.Id));
        var list = await agent.OpenAsync("/desk/requests");
        var shown = await agent.OpenAsync(seeded.Address);
        var opened = await agent.OpenAsync($"/desk/request/{request.Id}");
        var empty = await agent.SendAsync(opened, "Answer", new Dictionary<string, string> { ["Answer"] = " " });
        var answered = await agent.SendAsync(opened, "Answer", new Dictionary<string, string> { ["Answer"] = "Votre demande sera effacée dans un mois." });
        var again = await agent.SendAsync(opened, "Answer", new Dictionary<string, string> { ["Answer"] = "Autre réponse." });

        Assert.Contains("Un agent vous répondra ici", done.Text, StringComparison.Ordinal);
        Assert.Equal(CitizenRequestKind.Deletion, request.Kind);
        Assert.Contains(seeded.Number, list.Text, StringComparison.Ordinal);
        Assert.Contains("Rien n’est effacé par ce bouton", opened.Text, StringComparison.Ordinal);
        Assert.Contains("Demande d’effacement", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("effacée dans un mois", answered.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("effacée dans un mois", (await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await server.ReadAsync(Commune, db => db.OutboxMessages.CountAsync(row => row.CaseId == seeded.Id && row.Body.Contains("effacée dans un mois"))));
        Assert.Equal(
            ["request.made", "request.answered"],
            await server.ReadAsync(Commune, db => db.AuditEntries.Where(row => row.CaseId == seeded.Id && row.Action.StartsWith("request.")).OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync()));
        Assert.Equal(1, await server.ReadAsync(Commune, db => db.Cases.CountAsync(row => row.Id == seeded.Id)));
    }

    [Fact]
    public async Task A_correction_says_what_is_wrong()
    {
        var seeded = await AnsweredAsync();
        using var citizen = server.Visit();
        var page = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");

        var refused = await citizen.SendAsync(page, "Kind", new Dictionary<string, string> { ["Kind"] = "Correction" });
        var unchosen = await citizen.SendAsync(page, "Kind");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Écrivez ce qu’il faut corriger", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.NotNull(refused.Page.QuerySelector("#Request")!.Closest("details")!.GetAttribute("open"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unchosen.Status);
    }

    [Fact]
    public async Task Two_optional_questions_go_with_the_opinion()
    {
        var seeded = await AnsweredAsync();
        using var citizen = server.Visit();
        var page = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");

        await citizen.SendAsync(page, "Answer", new Dictionary<string, string> { ["Answer"] = "Partly" });
        var alone = await OpinionAsync(seeded);
        var rated = await citizen.SendAsync(page, "Answer", new Dictionary<string, string> { ["Answer"] = "Yes", ["Ease"] = "Hard", ["Help"] = "Relative" });
        var full = await OpinionAsync(seeded);

        Assert.Equal((SatisfactionAnswer.Partly, null, null), (alone.Answer, alone.Ease, alone.Help));
        Assert.Equal((SatisfactionAnswer.Yes, RequestEase.Hard, HelpNeeded.Relative), (full.Answer, full.Ease, full.Help));
        Assert.Equal("Hard", rated.Page.QuerySelector("input[name=Ease][checked]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_whole_page_with_style_and_scripts_weighs_less_than_sixty_kilobytes()
    {
        var seeded = await AnsweredAsync();
        using var citizen = server.Visit();
        await citizen.SendAsync(await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}"), "Kind", new Dictionary<string, string> { ["Kind"] = "Explanation" });

        var page = await citizen.OpenAsync($"/citizen/case/{seeded.TrackingToken}");

        var weight = System.Text.Encoding.UTF8.GetByteCount(page.Html);
        var parts = page.Page.QuerySelectorAll("link[rel=stylesheet], script[src], img[src]").Select(part => part.GetAttribute("href") ?? part.GetAttribute("src")!).ToList();
        foreach (var part in parts)
        {
            using var answer = await citizen.GetAsync(part);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Empty(answer.Content.Headers.ContentEncoding);
            weight += (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }

        Assert.NotEmpty(parts);
        Assert.DoesNotContain("@import", page.Html, StringComparison.Ordinal);
        Assert.InRange(weight, 1, MostBytes);
        TestContext.Current.TestOutputHelper?.WriteLine($"{weight} bytes");
    }

    private Task<Satisfaction> OpinionAsync(SeededCase seeded) => server.ReadAsync(Commune, db => db.Satisfactions.SingleAsync(row => row.CaseId == seeded.Id));

    private async Task<SeededCase> AnsweredAsync()
    {
        var seeded = await new SeededCase { Evidence = "carte d'identité" }.InAsync(server);
        using var agent = await server.AgentAsync();
        await agent.PressAsync(await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview"), "send");
        return seeded;
    }
}
