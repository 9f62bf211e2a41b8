using System.Net;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Deadlines;

public sealed class ClockForms(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = "sainte-amarelle";

    [Theory]
    [InlineData("missing", "Documents", "")]
    [InlineData("missing", "AnswerBy", "2020-01-01")]
    [InlineData("missing", "AnswerBy", "demain")]
    [InlineData("forward", "Recipient", " ")]
    [InlineData("forward", "Email", "pas une adresse")]
    [InlineData("forward", "Letter", "")]
    [InlineData("forward", "Notice", "")]
    public async Task A_form_that_is_not_complete_comes_back_with_its_problem(string page, string field, string typed)
    {
        var seeded = await new SeededCase { Task = "vehicle-driving" }.InAsync(server);
        using var agent = await server.AgentAsync();
        var form = await agent.OpenAsync($"{seeded.Address}/{page}");
        var filled = new Dictionary<string, string> { ["Documents"] = "Un plan", ["Recipient"] = "La préfecture", [field] = typed };

        var answer = await agent.SendAsync(form, page == "missing" ? "Documents" : "Recipient", filled);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Single(answer.Problems);
        Assert.Equal(typed, answer.ValueOf(field));
        Assert.Equal(0, await server.ReadAsync(Commune, db => db.CasePauses.CountAsync(row => row.CaseId == seeded.Id)));
        Assert.Equal(0, await server.ReadAsync(Commune, db => db.CaseForwards.CountAsync(row => row.CaseId == seeded.Id)));
    }

    [Fact]
    public async Task A_case_somebody_changed_meanwhile_is_not_touched_and_what_was_typed_is_kept()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var first = await server.AgentAsync();
        using var second = await server.AgentAsync("accueil");
        var form = await first.OpenAsync($"{seeded.Address}/missing");
        await second.SendAsync(await second.OpenAsync($"{seeded.Address}/missing"), "Documents", new Dictionary<string, string> { ["Documents"] = "Un plan" });

        var refused = await first.SendAsync(form, "Documents", new Dictionary<string, string> { ["Documents"] = "Une photo" });
        var agreed = await first.SendAsync(refused, "Documents");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("Une photo", refused.ValueOf("Documents"));
        Assert.Equal(HttpStatusCode.OK, agreed.Status);
        Assert.Equal(["Un plan", "Une photo"], await server.ReadAsync(Commune, db => db.CasePauses.Where(row => row.CaseId == seeded.Id).OrderBy(row => row.AskedAt).Select(row => row.Documents).ToListAsync()));
        Assert.Equal(1, await server.ReadAsync(Commune, db => db.CasePauses.CountAsync(row => row.CaseId == seeded.Id && row.ResumedOn == null)));
    }

    [Fact]
    public async Task An_agent_of_another_organisation_finds_no_such_case()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var neighbour = await server.AgentAsync("epci-dechets");

        Assert.All([await neighbour.OpenAsync($"{seeded.Address}/missing"), await neighbour.OpenAsync($"{seeded.Address}/forward"), await neighbour.OpenAsync($"{seeded.Address}/hold")],
            screen => Assert.Equal(HttpStatusCode.NotFound, screen.Status));
    }

    [Fact]
    public async Task Late_and_soon_late_cases_say_so_in_words_and_can_be_filtered()
    {
        var mark = $"bientot{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var late = await new SeededCase { Body = mark, Due = TimeSpan.FromDays(-1) }.InAsync(server);
        var soon = await new SeededCase { Body = mark, Due = TimeSpan.FromDays(1) }.InAsync(server);
        await new SeededCase { Body = mark, Due = TimeSpan.FromDays(8) }.InAsync(server);
        using var agent = await server.AgentAsync();

        var all = await agent.OpenAsync($"/desk?q={mark}");
        var filtered = await agent.OpenAsync($"/desk?q={mark}&soon=true");

        string[] BadgesOf(string number) => [.. all.Page.QuerySelectorAll("table.queue tbody tr").Single(row => row.TextContent.Contains(number, StringComparison.Ordinal)).QuerySelectorAll("td .badge").Select(badge => badge.TextContent.Trim())];
        Assert.Contains("En retard", BadgesOf(late.Number));
        Assert.Contains("Bientôt en retard", BadgesOf(soon.Number));
        Assert.Equal(1, all.Text.Split("Bientôt en retard").Length - 2);
        Assert.Equal([soon.Number], filtered.Page.QuerySelectorAll(".queue__number").Select(number => number.TextContent));
    }
}
