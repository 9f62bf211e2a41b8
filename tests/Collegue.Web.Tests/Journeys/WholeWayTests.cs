using Collegue.Casework.Reviewing;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Knowledge;
using Collegue.Web.Tests.Citizens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Journeys;

public sealed class WholeWayOnSqliteTests(ProductServer server) : WholeWay(server), IClassFixture<ProductServer>;

public sealed class WholeWayOnPostgresTests(PostgresServer server) : WholeWay(server), IClassFixture<PostgresServer>;

/// <summary>From a citizen's message to a sent reply, with the real worker, on the demonstration's own documents.</summary>
public abstract class WholeWay(ProductServer server)
{
    private const string Commune = "sainte-amarelle";

    [Fact]
    public async Task A_question_becomes_a_draft_that_quotes_local_documents_and_a_reply_with_its_sources()
    {
        await DocumentsAsync();
        using var citizen = server.Visit();
        var received = await citizen.WriteAsync("Bonjour, combien coûte un repas à la cantine avec un quotient familial de 742 ?", "lea@exemple.example");
        var token = CitizenSteps.TokenOn(received);
        var prepared = await PreparedAsync(token);

        var draft = await server.ReadAsync(Commune, db => db.Drafts.Include(row => row.Sentences).ThenInclude(row => row.Citations)
            .Include(row => row.Sentences).ThenInclude(row => row.Checks).SingleAsync(row => row.CaseId == prepared.Id));
        Assert.Contains("3,20 €", draft.Text, StringComparison.Ordinal);
        Assert.NotEmpty(draft.Sentences);
        Assert.All(draft.Sentences, sentence => Assert.True(sentence.Supported && sentence.Citations.Count > 0 && sentence.Checks.TrueForAll(check => check.Passed)));
        await AssertEveryQuoteIsStoredAsync(draft);

        await server.DoAsync(Commune, async services =>
        {
            var agent = await services.GetRequiredService<Collegue.Storage.CollegueDb>().Users.FirstAsync(row => row.UserName == "scolaire");
            var outcome = await services.GetRequiredService<ReviewDesk>().SendAsync(prepared.Id, draft.Id, prepared.Revision, draft.MessageId,
                draft.Text.Replace("Cordialement", "Bien cordialement", StringComparison.Ordinal), new ActingAgent(agent.Id, agent.DisplayName), link => link, null, TestContext.Current.CancellationToken);
            Assert.IsType<DeskOutcome.Done>(outcome);
            Assert.Null(await services.GetRequiredService<AuditTrail>().VerifyAsync(TestContext.Current.CancellationToken));
        });

        var reply = await server.ReadAsync(Commune, db => db.Replies.Include(row => row.Sources).SingleAsync(row => row.CaseId == prepared.Id));
        var review = await server.ReadAsync(Commune, db => db.Reviews.SingleAsync(row => row.CaseId == prepared.Id));
        Assert.Equal((ReviewOutcome.SentEdited, 3), (review.Outcome, review.WordsChanged));
        Assert.NotEmpty(reply.Sources);
        var tracking = await citizen.OpenAsync($"/citizen/case/{token}");
        Assert.Contains("3,20", tracking.Html, StringComparison.Ordinal);
        Assert.Contains(reply.Sources[0].Title, tracking.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Distress_goes_to_a_human_with_no_draft()
    {
        using var citizen = server.Visit();
        var received = await citizen.WriteAsync("je n'en peux plus, à quoi bon continuer. comment payer la cantine ?");

        var prepared = await PreparedAsync(CitizenSteps.TokenOn(received));

        Assert.Equal((Handling.Human, Urgency.Critical), (prepared.Handling, prepared.Urgency));
        Assert.Equal(0, await server.ReadAsync(Commune, db => db.Drafts.CountAsync(row => row.CaseId == prepared.Id)));
    }

    [Fact]
    public async Task A_second_message_makes_the_draft_stale_and_it_cannot_be_sent()
    {
        await DocumentsAsync();
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync("Quel est le prix de la cantine ?"));
        var prepared = await PreparedAsync(token);
        var draft = await server.ReadAsync(Commune, db => db.Drafts.SingleAsync(row => row.CaseId == prepared.Id));

        await server.DoAsync(Commune, async services =>
        {
            await services.GetRequiredService<Collegue.Casework.Intake.CitizenDesk>().AddMessageAsync(
                token, Collegue.Casework.Intake.FrontDesk.NewSubmissionId(), "Je voulais dire la garderie.", [], TestContext.Current.CancellationToken);
            var now = await services.GetRequiredService<Collegue.Storage.CollegueDb>().Cases.AsNoTracking().SingleAsync(row => row.Id == prepared.Id);
            var agent = await services.GetRequiredService<Collegue.Storage.CollegueDb>().Users.FirstAsync(row => row.UserName == "scolaire");
            var outcome = await services.GetRequiredService<ReviewDesk>().SendAsync(prepared.Id, draft.Id, now.Revision, draft.MessageId, draft.Text,
                new ActingAgent(agent.Id, agent.DisplayName), link => link, null, TestContext.Current.CancellationToken);
            Assert.IsType<DeskOutcome.Stale>(outcome);
        });

        Assert.Equal(0, await server.ReadAsync(Commune, db => db.Replies.CountAsync(row => row.CaseId == prepared.Id)));
        Assert.Equal(DraftState.Stale, (await server.ReadAsync(Commune, db => db.Drafts.SingleAsync(row => row.Id == draft.Id))).State);
    }

    private async Task DocumentsAsync() => await Background.UntilAsync(async () =>
        await server.ReadAsync(Commune, db => db.Collections.CountAsync(row => row.ImportedAt != null)) >= 2
        && await server.ReadAsync(Commune, db => db.ImportRuns.AllAsync(row => row.State == ImportState.Finished)) ? this : null);

    private Task<Case> PreparedAsync(string token) => Background.UntilAsync(() =>
        server.ReadAsync(Commune, db => db.Cases.SingleOrDefaultAsync(row => row.TrackingToken == token && row.State == CaseState.ToReview)));

    private async Task AssertEveryQuoteIsStoredAsync(Draft draft)
    {
        foreach (var citation in draft.Sentences.SelectMany(sentence => sentence.Citations))
        {
            var text = await server.ReadAsync(Commune, db => db.Passages.Where(row => row.Id == citation.PassageId).Select(row => row.Text).SingleAsync());
            Assert.Equal(citation.Quote, text.Substring(citation.Start, citation.Quote.Length));
        }
    }
}
