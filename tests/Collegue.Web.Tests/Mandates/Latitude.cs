using System.Net;
using Collegue.Casework;
using Collegue.Casework.Mandates;
using Collegue.Casework.Triage;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Citizens;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Mandates;

public sealed class LatitudeOnSqlite(MandateServer server) : Latitude(server), IClassFixture<MandateServer>;

public sealed class LatitudeOnPostgres(MandateServerOnPostgres server) : Latitude(server), IClassFixture<MandateServerOnPostgres>;

/// <summary>What each level changes on the desk and for the citizen.</summary>
public abstract class Latitude(MandateServer server)
{
    private const string SeededRules = "2026-11-24";
    private const string Question = "Quel est le prix de la cantine ?";

    [Fact]
    public async Task At_prepare_one_action_sends_once_its_sources_were_opened_by_that_agent()
    {
        var kind = server.NewKind();
        await server.GiveAsync(kind, MandateLevel.Prepare, rules: SeededRules);
        var seeded = await new SeededCase { Task = kind.Slug, Handling = Handling.Automatable, PassageId = await PassageAsync() }.InAsync(server);
        using var agent = await server.AgentAsync();
        using var other = await server.AgentAsync("accueil");

        var closed = await agent.OpenAsync(seeded.Address);
        await other.OpenAsync($"/desk/source/{seeded.PassageId}?from={seeded.Id}");
        var still = await agent.OpenAsync(seeded.Address);
        var early = await agent.PostAsync(new Uri(still.Address, $"{seeded.Address}/Approve"), Visitor.Fields(still.FormWith("preview")));
        var source = await agent.OpenAsync(closed.Page.QuerySelector("section[aria-labelledby='approve'] a")!.GetAttribute("href")!);
        var open = await agent.OpenAsync(seeded.Address);
        var sent = await agent.PressAsync(open, "approve");

        Assert.False(closed.Offers("approve"));
        Assert.False(still.Offers("approve"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (early.Status, source.Status));
        Assert.Contains("Ouvrez d'abord toutes les sources", early.Text, StringComparison.Ordinal);
        Assert.Contains("La réponse est envoyée", sent.Text, StringComparison.Ordinal);
        Assert.Equal(SeededCase.Letter, await server.ReadAsync(MandateServer.Commune, db => db.Replies.Where(row => row.CaseId == seeded.Id).Select(row => row.Text).SingleAsync()));
        Assert.Equal(0, await server.ReadAsync(MandateServer.Commune, db => db.SourceOpenings.CountAsync(row => row.DraftId == seeded.DraftId)));
        Assert.Equal((EvidenceOrigin.Review, true), await EvidenceAsync(seeded));
    }

    [Fact]
    public async Task At_propose_nothing_is_approved_in_one_action_and_a_correction_is_evidence()
    {
        var kind = server.NewKind();
        var seeded = await new SeededCase { Task = kind.Slug }.InAsync(server);
        using var agent = await server.AgentAsync();

        var opened = await agent.OpenAsync(seeded.Address);
        var forced = await agent.PostAsync(new Uri(opened.Address, $"{seeded.Address}/Approve"), Visitor.Fields(opened.FormWith("preview")));
        await SendAsync(agent, seeded, SeededCase.Letter.Replace("gratuite", "payante : 25 €", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, forced.Status);
        Assert.Equal((EvidenceOrigin.Review, false), await EvidenceAsync(seeded));
    }

    [Fact]
    public async Task A_silent_draft_is_shown_nowhere_and_compared_with_what_the_agent_writes()
    {
        var kind = server.NewKind();
        var seeded = await new SeededCase { Task = kind.Slug, Draft = DraftState.Observed }.InAsync(server);
        using var agent = await server.AgentAsync();

        var opened = await agent.OpenAsync(seeded.Address);
        var queue = await agent.OpenAsync($"/desk?q={seeded.Number}");
        var forced = await agent.PostAsync(new Uri(opened.Address, $"{seeded.Address}/Send"),
            new Dictionary<string, string>(Visitor.Fields(opened.FormWith("preview"))) { ["DraftId"] = seeded.DraftId.ToString(), ["Text"] = "Bonjour" });
        await SendAsync(agent, seeded, $"Bonjour,\n\n{SeededCase.FirstSentence} {SeededCase.SecondSentence}");

        Assert.DoesNotContain(SeededCase.FirstSentence, opened.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("à relire", queue.Page.QuerySelector("table tbody tr td:last-child")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, forced.Status);
        Assert.Equal((EvidenceOrigin.Comparison, true), await EvidenceAsync(seeded));
    }

    [Fact]
    public async Task A_drifting_rate_takes_the_mandate_back_with_the_review_that_shows_it()
    {
        var kind = server.NewKind();
        await server.GiveAsync(kind, MandateLevel.Prepare, rules: SeededRules);
        await server.ReviewedAsync(kind, kept: 2, changed: 8);
        var seeded = await new SeededCase { Task = kind.Slug }.InAsync(server);
        using var agent = await server.AgentAsync();

        await SendAsync(agent, seeded, SeededCase.Letter.Replace("gratuite", "payante : 25 €", StringComparison.Ordinal));

        Assert.Equal(MandateLevel.Propose, await server.LevelAsync(kind));
        var change = await server.ReadAsync(MandateServer.Commune, db => db.MandateChanges.SingleAsync(row => row.Task == kind.Slug));
        Assert.Equal((MandateCause.Drift, (Guid?)null), (change.Cause, change.AgentId));
        Assert.Equal(0, await server.ReadAsync(MandateServer.Commune, db =>
            db.AuditEntries.CountAsync(row => row.Action == "mandate.withdrawn" && row.AgentId != null)));
    }

    [Fact]
    public async Task From_off_to_reply_the_same_question_takes_five_ways()
    {
        await DocumentsAsync();
        var triage = server.Services.GetRequiredService<Triage>().Decide(Question);
        Assert.Equal(Handling.Automatable, triage.Handling);
        var kind = RuleSet.Default.Kinds.Single(kind => kind.Slug == triage.Task);
        await server.GiveAsync(kind, MandateLevel.Off);

        var off = await AskAsync();
        await server.ReadAsync(MandateServer.Commune, db => db.Mandates.Where(row => row.Task == kind.Slug)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Level, MandateLevel.Observe)));
        var observed = await AskAsync();
        await server.ReadAsync(MandateServer.Commune, db => db.Mandates.Where(row => row.Task == kind.Slug)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Level, MandateLevel.Reply)));
        var leaving = await AskAsync(CaseState.Leaving);
        var stopped = await AskAsync(CaseState.Leaving);
        var withdrawn = await AskAsync(CaseState.Leaving);

        var distressed = await AskAsync(CaseState.ToReview, "je n'en peux plus, à quoi bon continuer. combien coûte un repas à la cantine ?");

        Assert.Equal((Handling.Human, 0), (distressed.Handling, await DraftsAsync(distressed, null)));
        Assert.Equal(0, await DraftsAsync(off, null));
        Assert.Equal(1, await DraftsAsync(observed, DraftState.Observed));
        using var agent = await server.AgentAsync("scolaire");
        var waiting = await agent.OpenAsync($"/desk/case/{stopped.Id}");
        var back = await agent.PressAsync(waiting, "stop");
        await LeaveAsync(leaving);
        using var citizen = server.Visit();
        var tracking = await citizen.OpenAsync($"/citizen/case/{leaving.TrackingToken}");
        var letter = await server.ReadAsync(MandateServer.Commune, db => db.OutboxMessages.Where(row => row.CaseId == leaving.Id).OrderByDescending(row => row.CreatedAt).FirstAsync());
        Assert.Contains("Envoyée par Collègue dans le cadre de son mandat", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("L'envoi est arrêté", back.Text, StringComparison.Ordinal);
        Assert.Contains("aucun agent ne l'a relue", tracking.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("vérifiée et envoyée par", tracking.Text, StringComparison.Ordinal);
        Assert.Contains("aucun agent ne l'a relue", letter.Body, StringComparison.Ordinal);
        Assert.Contains($"/citizen/case/{leaving.TrackingToken}", letter.Body, StringComparison.Ordinal);
        var departure = await server.ReadAsync(MandateServer.Commune, db => db.Departures.SingleAsync(row => row.CaseId == leaving.Id));
        Assert.Equal(departure.PlannedAt.AddMinutes(120), departure.LeavesAt, TimeSpan.FromSeconds(5));
        Assert.Null(departure.AgentId);

        await AuditAsync(leaving);
        await server.DoAsync(MandateServer.Commune, services =>
            services.GetRequiredService<MandateKeeper>().WithdrawAsync(kind.Slug, MandateCause.SeriousIncident, null, TestContext.Current.CancellationToken));
        await LeaveAsync(withdrawn);
        Assert.Equal(0, await server.ReadAsync(MandateServer.Commune, db => db.Replies.CountAsync(row => row.CaseId == stopped.Id || row.CaseId == withdrawn.Id)));
        Assert.Equal("mandate-withdrawn", await server.ReadAsync(MandateServer.Commune, db =>
            db.Departures.Where(row => row.CaseId == withdrawn.Id).Select(row => row.StoppedBecause).SingleAsync()));
    }

    /// <summary>Every reply that left by itself is drawn on this server; reading it makes it evidence, once.</summary>
    private async Task AuditAsync(Case leaving)
    {
        using var manager = await server.AgentAsync("dgs");
        var drawn = await manager.OpenAsync("/steering/mandates/audits");
        Assert.Contains(leaving.Number, drawn.Text, StringComparison.Ordinal);
        var fields = new Dictionary<string, string>(Visitor.Fields(drawn.FormWith("ReplyId"))) { ["Right"] = "true" };
        var done = await manager.PostAsync(drawn.Address, fields);
        var again = await manager.PostAsync(drawn.Address, fields);
        Assert.Contains("C'est noté", done.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, again.Status);
        Assert.Equal(EvidenceOrigin.Audit, await server.ReadAsync(MandateServer.Commune, db =>
            db.MandateEvidence.Where(row => db.Drafts.Any(draft => draft.Id == row.DraftId && draft.CaseId == leaving.Id)).Select(row => row.Origin).SingleAsync()));
    }

    private async Task<Case> AskAsync(CaseState state = CaseState.ToReview, string message = Question)
    {
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync(message, "lea@exemple.example"));
        var prepared = await Background.UntilAsync(() => server.ReadAsync(MandateServer.Commune, db =>
            db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.TrackingToken == token && row.State != CaseState.Received)));
        Assert.Equal(state, prepared.State);
        return prepared;
    }

    private Task LeaveAsync(Case subject) => server.DoAsync(MandateServer.Commune, async services =>
    {
        var departure = await services.GetRequiredService<CollegueDb>().Departures.Where(row => row.CaseId == subject.Id).Select(row => row.Id).SingleAsync(TestContext.Current.CancellationToken);
        await services.GetServices<IJobHandler>().Single(handler => handler.Kind == JobKinds.Depart).HandleAsync(departure, TestContext.Current.CancellationToken);
    });

    private Task<int> DraftsAsync(Case subject, DraftState? state) =>
        server.ReadAsync(MandateServer.Commune, db => db.Drafts.CountAsync(row => row.CaseId == subject.Id && (state == null || row.State == state)));

    private async Task DocumentsAsync() => await Background.UntilAsync(async () =>
        await server.ReadAsync(MandateServer.Commune, db => db.Collections.CountAsync(row => row.ImportedAt != null)) >= 2
        && await server.ReadAsync(MandateServer.Commune, db => db.ImportRuns.AllAsync(row => row.State == ImportState.Finished)) ? this : null);

    private async Task<Guid> PassageAsync()
    {
        await DocumentsAsync();
        return await server.ReadAsync(MandateServer.Commune, db => db.Passages.OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());
    }

    private static async Task<Screen> SendAsync(Visitor agent, SeededCase seeded, string text) =>
        await agent.PressAsync(await agent.PressAsync(await agent.OpenAsync(seeded.Address), "preview", ("Text", text)), "send");

    private async Task<(EvidenceOrigin, bool)> EvidenceAsync(SeededCase seeded)
    {
        var row = await server.ReadAsync(MandateServer.Commune, db => db.MandateEvidence.SingleAsync(row => row.DraftId == seeded.DraftId));
        return (row.Origin, row.Kept);
    }
}
