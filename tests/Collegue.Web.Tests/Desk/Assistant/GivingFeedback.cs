using System.Net;
using Collegue.Answering;
using Collegue.Casework;
using Collegue.Storage.Conversations;
using Collegue.Storage.Jobs;
using Collegue.Web.Tests.Desk.Collections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Desk.Assistant;

/// <summary>What agents say of an answer reaches those who own its sources.</summary>
public sealed class GivingFeedback(AssistantServer server) : IClassFixture<AssistantServer>
{
    [Fact]
    public async Task The_owner_of_the_cited_collection_is_written_to_and_settles_it_on_the_screen()
    {
        var document = new SeededDocument("cantine", "Tarifs de la cantine");
        await new SeededCollection { Title = "Restauration", OwnerDepartment = "scolaire", Documents = [document] }.InAsync(server);
        server.Scripts.On("avis-cantine", AnswerScript.Saying(Answers.Of(Answers.Sentence("Le repas coûte 3 €.", SentenceRole.Answer, Answers.Citation("Le repas coûte 3 €.", document.Id)))));
        using var agent = await server.AgentAsync();
        using var owner = await server.AgentAsync("chef-scolaire");
        using var stranger = await server.AgentAsync("accueil");
        var page = await agent.AskAsync("Un avis-cantine ?");

        var thanked = await agent.SendAsync(page, "handler=Feedback", new Dictionary<string, string> { ["Kind"] = "OutOfDate", ["Note"] = "Le tarif <a> changé en septembre." });
        await agent.SendAsync(page, "handler=Feedback", new Dictionary<string, string> { ["Kind"] = "OutOfDate", ["Note"] = "Le tarif <a> changé en septembre." });
        await DoJobsAsync();
        var letters = await server.ReadAsync(AssistantServer.Commune, db => db.OutboxMessages.Where(row => row.Reason!.StartsWith("feedback:") && row.Subject.Contains("Restauration")).ToListAsync());
        var list = await owner.OpenAsync("/desk/knowledge/feedback");
        var row = Row(list, "Le tarif <a> changé en septembre.");
        var settled = await owner.PostAsync(new Uri(server.Address, "/desk/knowledge/feedback?handler=Settle"), Visitor.Fields((AngleSharp.Html.Dom.IHtmlFormElement)row.QuerySelector("form")!));
        var back = await owner.SendAsync(settled, "handler=Reopen");

        Assert.Contains("Merci, votre avis est enregistré.", thanked.Text, StringComparison.Ordinal);
        Assert.Contains("Périmée – votre avis du", thanked.Turns()[0].Read(), StringComparison.Ordinal);
        var letter = Assert.Single(letters);
        Assert.Equal("scolaire@sainte-amarelle.example", letter.Recipient);
        Assert.Equal("Avis sur une réponse\u00a0: réponse périmée – Restauration", letter.Subject);
        Assert.Contains("- Tarifs de la cantine", letter.Body, StringComparison.Ordinal);
        Assert.Contains("Le tarif <a> changé en septembre.", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Un avis-cantine ?", letter.Body, StringComparison.Ordinal);
        Assert.Contains("Un avis-cantine ?", row.TextContent, StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector("a[href$='/document/cantine']"));
        Assert.Contains("L’avis est mis de côté.", settled.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("en septembre", settled.Text, StringComparison.Ordinal);
        Assert.Contains("Le tarif <a> changé en septembre.", back.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("en septembre", (await stranger.OpenAsync("/desk/knowledge/feedback")).Text, StringComparison.Ordinal);
        var actions = await server.ReadAsync(AssistantServer.Commune, db => db.AuditEntries.Where(entry => entry.Action.StartsWith("feedback.")).Select(entry => entry.Action).ToListAsync());
        Assert.Superset(new HashSet<string> { "feedback.given", "feedback.settled", "feedback.reopened" }, actions.ToHashSet());
    }

    [Fact]
    public async Task Who_does_not_own_the_source_cannot_settle_it()
    {
        var document = new SeededDocument("creche", "Crèche");
        await new SeededCollection { Title = "Accueil des petits", OwnerDepartment = "petite-enfance", Documents = [document] }.InAsync(server);
        server.Scripts.On("avis-crèche", AnswerScript.Saying(Answers.Of(Answers.Sentence("Oui.", SentenceRole.Answer, Answers.Citation("Oui.", document.Id)))));
        using var agent = await server.AgentAsync();
        await agent.SendAsync(await agent.AskAsync("Un avis-crèche ?"), "handler=Feedback", new Dictionary<string, string> { ["Kind"] = "Wrong" });
        var id = await server.ReadAsync(AssistantServer.Commune, db => db.AnswerFeedback.Where(row => row.Question == "Un avis-crèche ?").Select(row => row.Id).SingleAsync());
        var token = Visitor.Fields((await agent.OpenAsync("/desk")).FormWith("sign-out"))["__RequestVerificationToken"];

        var refused = await agent.PostAsync(
            new Uri(server.Address, "/desk/knowledge/feedback?handler=Settle"), new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["Feedback"] = $"{id}" });

        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.Null((await server.ReadAsync(AssistantServer.Commune, db => db.AnswerFeedback.SingleAsync(row => row.Id == id))).SettledAt);
    }

    [Fact]
    public async Task What_a_parent_shares_is_corrected_by_the_parent_which_is_written_to()
    {
        var document = new SeededDocument("tri", "Consignes de tri");
        await new SeededCollection { Organisation = "val-d-amarelle", Title = "Déchets partagés", OwnerDepartment = "dechets", Shared = true, Documents = [document] }.InAsync(server);
        server.Scripts.On("avis-tri", AnswerScript.Saying(Answers.Of(Answers.Sentence("Oui.", SentenceRole.Answer, Answers.Citation("Oui.", document.Id)))));
        using var agent = await server.AgentAsync();

        await agent.SendAsync(await agent.AskAsync("Un avis-tri ?"), "handler=Feedback", new Dictionary<string, string> { ["Kind"] = "Incomplete", ["Note"] = "Manquent les piles." });
        await DoJobsAsync();
        var letter = await server.ReadAsync("val-d-amarelle", db => db.OutboxMessages.SingleAsync(row => row.Reason!.StartsWith("feedback:")));

        Assert.Equal("dechets@val-d-amarelle.example", letter.Recipient);
        Assert.Contains("Commune de Sainte-Amarelle", letter.Body, StringComparison.Ordinal);
        Assert.Contains("Manquent les piles.", letter.Body, StringComparison.Ordinal);
        Assert.Equal(0, await server.ReadAsync(AssistantServer.Commune, db => db.OutboxMessages.CountAsync(row => row.Body.Contains("Manquent les piles."))));
    }

    [Fact]
    public async Task Useful_is_listed_and_disturbs_nobody_and_nothing_chosen_is_refused_with_the_note_kept()
    {
        var document = new SeededDocument("salle", "Salle des fêtes");
        await new SeededCollection { Title = "Salles", OwnerDepartment = "scolaire", Documents = [document] }.InAsync(server);
        server.Scripts.On("avis-salle", AnswerScript.Saying(Answers.Of(Answers.Sentence("Oui.", SentenceRole.Answer, Answers.Citation("Oui.", document.Id)))));
        using var agent = await server.AgentAsync();
        using var owner = await server.AgentAsync("chef-scolaire");
        var page = await agent.AskAsync("Un avis-salle ?");

        var refused = await agent.SendAsync(page, "handler=Feedback", new Dictionary<string, string> { ["Note"] = "Une remarque à garder." });
        await agent.SendAsync(page, "handler=Feedback", new Dictionary<string, string> { ["Kind"] = "Useful" });
        var feedback = await server.ReadAsync(AssistantServer.Commune, db => db.AnswerFeedback.SingleAsync(row => row.Question == "Un avis-salle ?"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["Choisissez ce qu’est cette réponse."], refused.Problems);
        Assert.NotNull(refused.Page.QuerySelector(refused.Page.QuerySelector(".error-summary a")!.GetAttribute("href")!));
        Assert.NotNull(refused.Page.QuerySelector("details[open] textarea[name=Note]"));
        Assert.Equal("Une remarque à garder.", refused.ValueOf("Note").Trim());
        Assert.Equal(FeedbackKind.Useful, feedback.Kind);
        Assert.Equal(0, await server.ReadAsync(AssistantServer.Commune, db => db.Jobs.CountAsync(row => row.SubjectId == feedback.Id)));
        Assert.Contains("Utile", Row(await owner.OpenAsync("/desk/knowledge/feedback"), "Un avis-salle ?").TextContent, StringComparison.Ordinal);
    }

    /// <summary>The clock stands still, so the worker waits: its jobs are done here.</summary>
    private Task DoJobsAsync() => server.DoAsync(AssistantServer.Commune, async services =>
    {
        var jobs = await services.GetRequiredService<Storage.CollegueDb>().Jobs.Where(row => row.Kind == JobKinds.TellFeedback).ToListAsync();
        foreach (var job in jobs)
        {
            await services.GetServices<IJobHandler>().Single(handler => handler.Kind == JobKinds.TellFeedback).HandleAsync(job.SubjectId, TestContext.Current.CancellationToken);
        }
    });

    private static AngleSharp.Dom.IElement Row(Screen list, string words) =>
        list.Page.QuerySelectorAll("table.queue tbody tr").Single(row => row.TextContent.Contains(words, StringComparison.Ordinal));
}
