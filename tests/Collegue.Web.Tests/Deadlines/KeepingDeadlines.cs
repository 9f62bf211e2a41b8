using System.Net;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Deadlines;

public sealed class KeepingDeadlinesOnSqlite(ClockServer server) : KeepingDeadlines(server), IClassFixture<ClockServer>;

public sealed class KeepingDeadlinesOnPostgres(ClockServerOnPostgres server) : KeepingDeadlines(server), IClassFixture<ClockServerOnPostgres>;

/// <summary>What managers see and keep.</summary>
public abstract class KeepingDeadlines(ClockServer server)
{
    [Fact]
    public async Task The_table_lists_every_kind_and_finds_one_by_its_words()
    {
        using var manager = await server.AgentAsync("dgs");

        var all = await manager.OpenAsync("/steering/deadlines");
        var found = await manager.OpenAsync("/steering/deadlines?q=PERMIS+de+construire");

        Assert.Equal(101, all.Page.QuerySelectorAll("tbody tr").Length);
        Assert.InRange(found.Page.QuerySelectorAll("tbody tr").Length, 1, 5);
        Assert.Contains("À vérifier et à signer", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_signed_once_by_a_named_agent_and_stays_in_the_history()
    {
        await server.RefusingAsync("cemetery", signed: false);
        using var manager = await server.AgentAsync("dgs");
        var unsigned = await manager.OpenAsync("/steering/deadlines/cemetery");

        var signed = await manager.PressAsync(unsigned, "Sign");
        var again = await manager.PostAsync(new Uri(server.Address, "/steering/deadlines/cemetery/sign"), Visitor.Fields(unsigned.FormWith("EntryId")));
        await server.RuleAsync("cemetery", signed: false, ("Effect", "Undetermined"), ("Silence", ""), ("Source", "Nouvel article"));
        var entries = await server.ReadAsync(ClockServer.Commune, db => db.DeadlineRules.Where(row => row.Task == "cemetery").OrderBy(row => row.EnteredAt).ToListAsync());
        var history = await manager.OpenAsync("/steering/deadlines/cemetery");

        Assert.Contains("par Hélène Saint-Vorles le", signed.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, again.Status);
        Assert.Equal(["Hélène Saint-Vorles", null], entries.Select(row => row.SignedBy));
        Assert.Contains("Article d'essai", history.Text, StringComparison.Ordinal);
        Assert.Contains("Nouvel article", history.Text, StringComparison.Ordinal);
        Assert.Equal(["deadline-rule.added", "deadline-rule.signed", "deadline-rule.added"], await server.ReadAsync(ClockServer.Commune, db => db.AuditEntries
            .Where(row => row.SubjectId == entries[0].Id || row.SubjectId == entries[1].Id).OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync()));
    }

    [Theory]
    [InlineData("hall-hire", "Reply", "bientôt", "Écrivez un délai")]
    [InlineData("hall-hire", "ValidFrom", "2020-01-01", "aujourd'hui ou plus tard")]
    [InlineData("hall-hire", "Remedies", "", "les voies de recours sont obligatoires")]
    [InlineData("hall-hire", "Source", "", "Citez le texte de loi")]
    [InlineData("other", "Effect", "Refuses", "il n'est jamais deviné")]
    public async Task A_rule_that_would_mislead_is_refused(string task, string field, string typed, string problem)
    {
        var answer = await server.RuleAsync(task, false, [("Silence", "2 mois"), ("Remedies", "Un recours."), ("Source", "Un article"), .. task == "other" ? Array.Empty<(string, string)>() : [("Effect", "Refuses")], (field, typed)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(answer.Problems, text => text.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_reads_does_not_write_and_who_is_an_agent_does_neither()
    {
        using var manager = await server.AgentAsync("dgs");
        using var auditor = await server.AgentAsync("audit");
        using var agent = await server.AgentAsync("etat-civil");
        var fields = Visitor.Fields((await manager.OpenAsync("/steering/deadlines/hall-hire")).FormWith("ValidFrom"));

        var read = await auditor.OpenAsync("/steering/deadlines/hall-hire");
        var written = await auditor.PostAsync(new Uri(server.Address, "/steering/deadlines/hall-hire/add"), fields);

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Null(read.Page.QuerySelector("[name=ValidFrom]"));
        Assert.NotEqual(HttpStatusCode.OK, written.Status);
        Assert.All([await agent.OpenAsync("/steering"), await agent.OpenAsync("/steering/deadlines"), await agent.OpenAsync("/steering/departments.csv")],
            screen => Assert.Equal(HttpStatusCode.Forbidden, screen.Status));
    }

    [Fact]
    public async Task The_region_decides_the_calendar_of_the_cases_to_come()
    {
        using var manager = await server.AgentAsync("dgs");
        var form = await manager.OpenAsync("/steering/deadlines-settings");

        var wrong = await manager.SendAsync(form, "SoonDays", new Dictionary<string, string> { ["SoonDays"] = "beaucoup" });
        var saved = await manager.SendAsync(form, "SoonDays", new Dictionary<string, string> { ["SoonDays"] = "5", ["Region"] = "AlsaceMoselle" });
        var subject = await server.WrittenAsync("Bonjour, quels sont les horaires de la médiathèque ?", "");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Vendredi saint", saved.Text, StringComparison.Ordinal);
        Assert.Contains("Vérifié par Hélène Saint-Vorles", saved.Text, StringComparison.Ordinal);
        Assert.Equal(HolidayRegion.AlsaceMoselle, (await server.ClockAsync(subject.Id)).Region);
    }

    [Fact]
    public async Task Departments_are_counted_and_a_rate_of_few_answers_is_not_given()
    {
        await AnsweredAsync("police", kept: 3, late: 1);
        await AnsweredAsync("scolaire", kept: 5, late: 1);
        await new SeededCase { Department = "scolaire" }.InAsync(server);
        using var manager = await server.AgentAsync("dgs");

        var screen = await manager.OpenAsync("/steering");
        var csv = await (await manager.GetAsync("/steering/departments.csv")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        string RowOf(string name) => screen.Page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
        Assert.Contains("moins de 5 réponses", RowOf("Police"), StringComparison.Ordinal);
        Assert.Contains("83 % (5 sur 6)", RowOf("scolaire"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(";;<5;;<5", csv, StringComparison.Ordinal);
        Assert.Contains(";83;6;83;6", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Solène", screen.Text + csv, StringComparison.Ordinal);
    }

    private async Task AnsweredAsync(string department, int kept, int late)
    {
        foreach (var inTime in Enumerable.Repeat(true, kept).Concat(Enumerable.Repeat(false, late)))
        {
            var seeded = await new SeededCase { Department = department, State = CaseState.Answered, Draft = null }.InAsync(server);
            await server.DoAsync(ClockServer.Commune, async services =>
            {
                var db = services.GetRequiredService<CollegueDb>();
                var now = server.Clock.GetUtcNow();
                await db.Cases.Where(row => row.Id == seeded.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.AnsweredAt, now.AddDays(-1)));
                db.CaseClocks.Add(new CaseClock
                {
                    OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
                    CaseId = seeded.Id,
                    Rule = "{}",
                    Region = HolidayRegion.Mainland,
                    StartedOn = server.Today(),
                    TrackingLink = "",
                    RegistrationDueOn = server.Today(),
                    ReceiptDueOn = server.Today(),
                    ObjectiveAt = now.AddDays(inTime ? 0 : -2),
                });
                await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            });
        }
    }
}
