using System.Net;
using Collegue.Knowledge.Searching;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Citizens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Desk.Collections;

public sealed class QuestionsScreen(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = "sainte-amarelle";

    [Fact]
    public async Task A_case_without_source_is_listed_without_its_words_being_copied()
    {
        var seeded = await new SeededCase { Body = "Où louer un <b>dirigeable</b> ?" }.InAsync(server);
        await server.DoAsync(Commune, services => services.GetRequiredService<QuestionLog>()
            .RecordAsync(null, seeded.Id, SearchWeakness.NothingFound, TestContext.Current.CancellationToken));
        using var agent = await server.AgentAsync();

        var row = Row(await agent.OpenAsync("/desk/knowledge/questions"), seeded.Number);
        var stored = await server.ReadAsync(Commune, db => db.UnansweredQuestions.SingleAsync(question => question.CaseId == seeded.Id));

        Assert.Contains("Où louer un <b>dirigeable</b> ?", row.TextContent, StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector($"a[href='{seeded.Address}']"));
        Assert.Null(row.QuerySelector("a[href*='/try']"));
        Assert.Null(stored.Text);
    }

    [Fact]
    public async Task A_question_is_put_aside_and_taken_back()
    {
        await NoteAsync("Faut il un permis pour un tapis volant");
        using var agent = await server.AgentAsync();

        var list = await agent.OpenAsync("/desk/knowledge/questions");
        var settled = await agent.PostAsync(new Uri(server.Address, "/desk/knowledge/questions?handler=Settle"), FieldsOf(list, "tapis volant"));
        var aside = await agent.OpenAsync("/desk/knowledge/questions?settled=true");
        var back = await agent.SendAsync(settled, "handler=Reopen");

        Assert.Contains("La question est mise de côté.", settled.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("tapis volant", settled.Text, StringComparison.Ordinal);
        Assert.Contains("tapis volant", aside.Text, StringComparison.Ordinal);
        Assert.Contains("La question est de nouveau dans la liste.", back.Text, StringComparison.Ordinal);
        Assert.Contains("tapis volant", back.Text, StringComparison.Ordinal);
        var actions = await server.ReadAsync(Commune, db => db.AuditEntries.Where(row => row.Action.StartsWith("question.")).Select(row => row.Action).ToListAsync());
        Assert.Superset(new HashSet<string> { "question.settled", "question.reopened" }, actions.ToHashSet());
    }

    [Fact]
    public async Task Another_organisation_neither_sees_nor_settles_it()
    {
        await NoteAsync("Secret de la commune");
        using var agent = await server.AgentAsync();
        using var neighbour = await server.AgentAsync("epci-dechets");
        var fields = FieldsOf(await agent.OpenAsync("/desk/knowledge/questions"), "Secret de la commune");
        fields["__RequestVerificationToken"] = Visitor.Fields((await neighbour.OpenAsync("/desk")).FormWith("sign-out"))["__RequestVerificationToken"];

        var list = await neighbour.OpenAsync("/desk/knowledge/questions");
        var settled = await neighbour.PostAsync(new Uri(server.Address, "/desk/knowledge/questions?handler=Settle"), fields);

        Assert.DoesNotContain("Secret de la commune", list.Text, StringComparison.Ordinal);
        Assert.Contains("Aucune question sans réponse", list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, settled.Status);
        Assert.Null((await server.ReadAsync(Commune, db => db.UnansweredQuestions.SingleAsync(row => row.Text == "Secret de la commune"))).SettledAt);
    }

    [Fact]
    public async Task Twenty_five_make_a_page_the_latest_first()
    {
        await server.DoAsync("france", async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            var owner = services.GetRequiredService<OrganisationScope>().Current;
            var now = TimeProvider.System.GetUtcNow();
            db.UnansweredQuestions.AddRange(Enumerable.Range(0, 27).Select(at => new UnansweredQuestion
            {
                OrganisationId = owner,
                Id = SeededCollection.NewId(),
                Fingerprint = $"{at}",
                Text = $"Question {at:D2}",
                Weakness = SearchWeakness.LowConfidence,
                Times = 3,
                FirstAt = now.AddDays(-40),
                LastAt = now.AddDays(1).AddMinutes(-at),
            }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await AccountOfFranceAsync();
        using var agent = await server.AgentAsync("france-agent");

        var first = await agent.OpenAsync("/desk/knowledge/questions");
        var second = await agent.OpenAsync(first.Page.QuerySelector(".pager a[rel='next']")!.GetAttribute("href")!);

        Assert.Equal(Enumerable.Range(0, 27).Select(at => $"Question {at:D2}"), Questions(first).Concat(Questions(second)).Take(27));
        Assert.Equal(25, Questions(first).Count);
        Assert.Contains("Résultats douteux", first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_citizen_whose_question_has_no_source_leaves_a_trace_for_the_owners()
    {
        using var citizen = server.Visit("/o/france");
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync("Quel est le prix d'un repas à la cantine ?"));

        var prepared = await Background.UntilAsync(() => server.ReadAsync("france", db =>
            db.Cases.SingleOrDefaultAsync(row => row.TrackingToken == token && row.State == Storage.Cases.CaseState.ToReview)));
        var withheld = await server.ReadAsync("france", db => db.AuditEntries.Where(row => row.CaseId == prepared.Id && row.Action == "draft.withheld").Select(row => row.Detail).SingleOrDefaultAsync());
        var noted = await server.ReadAsync("france", db => db.UnansweredQuestions.CountAsync(row => row.CaseId == prepared.Id));

        Assert.Equal("reason=no_source", withheld);
        Assert.Equal(1, noted);
    }

    private Task NoteAsync(string text) => server.DoAsync(Commune, services => services.GetRequiredService<QuestionLog>()
        .RecordAsync(text, null, SearchWeakness.NothingFound, TestContext.Current.CancellationToken));

    /// <summary>The demonstration has no agent there.</summary>
    private Task AccountOfFranceAsync() => server.DoAsync("france", services => services.GetRequiredService<Collegue.Access.Accounts>().CreateAsync(
        new Collegue.Access.NewAccount("france-agent", "Agent de France", DeskSteps.Password, Storage.Organisations.Roles.Agent, null, true), TestContext.Current.CancellationToken));

    private static AngleSharp.Dom.IElement Row(Screen list, string words) =>
        list.Page.QuerySelectorAll("table.queue tbody tr").Single(row => row.TextContent.Contains(words, StringComparison.Ordinal));

    private static Dictionary<string, string> FieldsOf(Screen list, string words) =>
        Visitor.Fields((AngleSharp.Html.Dom.IHtmlFormElement)Row(list, words).QuerySelector("form")!);

    private static List<string> Questions(Screen list) => [.. list.Page.QuerySelectorAll("table.queue tbody th bdi").Select(words => words.TextContent)];
}
