using System.Net;
using Collegue.Storage.Incidents;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Incidents;

public sealed class Deciding(WaitingServer server) : IClassFixture<WaitingServer>
{
    [Fact]
    public async Task A_correction_is_taken_back_before_it_begins_and_sent_again_later()
    {
        const string wrong = "Le marché Eustache se tient le lundi matin place de la Mairie.";
        var answered = await server.AnsweredAsync(wrong);
        using var manager = await server.AgentAsync("dgs");
        var id = IncidentSteps.IncidentOn(await manager.ReportAsync(answered.ReplyId, wrong));

        var launched = await manager.CorrectAsync(id, "Il se tient le mardi.");
        var undone = await manager.PressAsync(launched, "undo");
        var after = await server.IncidentAsync(id);
        var again = await manager.CorrectAsync(id, "Il se tient le mardi.");

        Assert.Contains("prêts à partir", launched.Text, StringComparison.Ordinal);
        Assert.Contains("rien n’est parti", undone.Text, StringComparison.Ordinal);
        Assert.Equal((IncidentState.Open, RecipientState.Listed), (after.State, after.Recipients.Single().State));
        Assert.Equal(1, await server.ReadAsync(IncidentSteps.Commune, db => db.Replies.CountAsync(row => row.CaseId == answered.Case.Id)));
        Assert.True(again.Offers("undo"));
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_the_second_is_refused()
    {
        const string wrong = "La médiathèque Ludivine prête douze livres pour trois semaines.";
        var answered = await server.AnsweredAsync(wrong);
        using var manager = await server.AgentAsync("dgs");
        using var approver = await server.AgentAsync("chef-scolaire");
        var id = IncidentSteps.IncidentOn(await manager.ReportAsync(answered.ReplyId, wrong));
        var late = await approver.OpenIncidentAsync(id);
        await manager.PressAsync(await manager.OpenIncidentAsync(id), "serious");

        var refused = await approver.PressAsync(late, "close", ("Cause", nameof(IncidentCause.Other)), ("Measures", "Rien."), ("Right", "Dix livres."));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Quelqu’un a modifié cet incident", refused.Text, StringComparison.Ordinal);
        Assert.Equal(IncidentState.Open, (await server.IncidentAsync(id)).State);
    }

    [Fact]
    public async Task One_case_has_a_letter_of_its_own()
    {
        const string wrong = "Le stage de voile Gaspard dure neuf jours en juillet.";
        var answered = await server.AnsweredAsync(wrong);
        using var manager = await server.AgentAsync("dgs");
        var id = IncidentSteps.IncidentOn(await manager.ReportAsync(answered.ReplyId, wrong));
        await manager.SendAsync(await manager.OpenAsync($"/steering/incidents/{id}/letter"), "Right", new Dictionary<string, string> { ["Right"] = "Il dure sept jours." });
        var recipient = (await server.IncidentAsync(id)).Recipients.Single();

        var form = await manager.OpenAsync($"/steering/incidents/{id}/recipient/{recipient.Id}");
        await manager.SendAsync(form, "Text", new Dictionary<string, string> { ["Text"] = "Chère Jeanne, {phrase} était faux." });
        var preview = await manager.OpenAsync($"/steering/incidents/{id}/letter");

        Assert.Contains(answered.Case.Number, form.ValueOf("Text"), StringComparison.Ordinal);
        Assert.Contains($"Chère Jeanne, {wrong} était faux.", preview.Page.QuerySelector(".letter")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_agent_reports_and_only_those_who_answer_for_it_decide()
    {
        const string wrong = "Le composteur Barnabé est gratuit pour les maisons avec jardin.";
        var answered = await server.AnsweredAsync(wrong);
        using var agent = await server.AgentAsync();
        using var neighbour = await server.AgentAsync("epci-dechets");
        using var auditor = await server.AgentAsync("audit");

        var fromCase = await agent.OpenAsync(answered.Case.Address);
        var reported = await agent.ReportAsync(answered.ReplyId, wrong);
        var id = IncidentSteps.IncidentOn(reported);

        Assert.NotNull(fromCase.Page.QuerySelector($"a[href='/desk/incident/new?reply={answered.ReplyId}']"));
        Assert.Equal(HttpStatusCode.OK, reported.Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.OpenAsync("/steering/incidents")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.OpenIncidentAsync(id)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.OpenIncidentAsync(id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.OpenAsync($"/desk/incident/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.OpenAsync($"/desk/incident/new?reply={answered.ReplyId}")).Status);
    }

    [Fact]
    public async Task A_report_without_sentence_reason_or_severity_says_what_is_missing()
    {
        var answered = await server.AnsweredAsync("Bonjour, la réponse est dans le bulletin municipal.");
        using var agent = await server.AgentAsync();

        var refused = await agent.SendAsync(await agent.OpenAsync($"/desk/incident/new?reply={answered.ReplyId}"), "Description");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(3, refused.Problems.Count);
        Assert.False(await server.ReadAsync(IncidentSteps.Commune, db => db.Incidents.AnyAsync(row => row.ReplyId == answered.ReplyId)));
    }

    [Fact]
    public async Task The_list_is_filtered_and_counts_nobody()
    {
        const string wrong = "Le permis de végétaliser Clotilde coûte 45 € par an.";
        using var manager = await server.AgentAsync("dgs");
        var id = IncidentSteps.IncidentOn(await manager.ReportAsync((await server.AnsweredAsync(wrong)).ReplyId, wrong, IncidentSeverity.Serious));

        var serious = await manager.OpenAsync("/steering/incidents?severity=Serious");
        var minor = await manager.OpenAsync("/steering/incidents?severity=Minor");

        Assert.NotNull(serious.Page.QuerySelector($"a[href='/steering/incidents/{id}']"));
        Assert.Null(minor.Page.QuerySelector($"a[href='/steering/incidents/{id}']"));
        Assert.DoesNotContain("Hélène Saint-Vorles", serious.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
