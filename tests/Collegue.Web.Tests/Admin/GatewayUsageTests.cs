using System.Net;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Admin;

/// <summary>What was used is shown with how it is estimated, and taken along as a table; nobody's work is measured by it.</summary>
public sealed class GatewayUsageTests(ProductServer server) : IClassFixture<ProductServer>, IAsyncLifetime
{
    private const string Commune = SourceSteps.Commune;
    private const string Page = "/admin/gateway/usage?from=2026-03-01&to=2026-03-31";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await server.DoAsync(Commune, async services =>
    {
        var db = services.GetRequiredService<CollegueDb>();
        if (await db.GatewayUses.AnyAsync(Token))
        {
            return;
        }

        var agent = await db.Memberships.Where(row => row.Agent!.UserName == "scolaire").Select(row => row.AgentId).SingleAsync(Token);
        foreach (var day in (int[])[20260302, 20260303, 20260401])
        {
            db.GatewayUses.Add(new GatewayUse
            {
                OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
                Day = day,
                KeyId = Guid.Empty,
                AgentId = agent,
                DepartmentId = Guid.Empty,
                Router = "texte",
                ModelId = Guid.Empty,
                Kind = GatewayCallKind.Chat,
                Calls = 10,
                Failures = 1,
                InputTokens = 4_000,
                OutputTokens = 500,
                CostMicros = 1_250_000,
                MilliwattHours = 2_000_000,
            });
        }

        await db.SaveChangesAsync(Token);
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Days_are_summed_with_energy_carbon_and_where_the_factor_comes_from()
    {
        using var administrator = await server.AgentAsync("admin");

        var days = await administrator.OpenAsync($"{Page}&by=Day");
        var models = await administrator.OpenAsync($"{Page}&by=Model");

        var rows = days.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Contains("2 mars 2026", rows[0], StringComparison.Ordinal);
        Assert.Contains("2,50 €", rows[2].Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("86,80 g", rows[2].Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("RTE", days.Page.QuerySelector("section[aria-labelledby=formula]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("texte", models.Page.QuerySelector("tbody th")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_is_taken_along()
    {
        using var administrator = await server.AgentAsync("admin");
        var link = (await administrator.OpenAsync($"{Page}&by=Day")).Page.QuerySelector("a[href*='usage/csv']")!.GetAttribute("href")!;

        using var answer = await administrator.GetAsync(link);
        var lines = (await answer.Content.ReadAsStringAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("2026-03-01-2026-03-31.csv", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
        Assert.Contains(";Terrain d’essai des agents;", await (await administrator.GetAsync("/admin/gateway/usage/csv?from=2026-03-01&to=2026-03-31&by=Key")).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains("2026-03-02", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_user_is_for_administrators_and_says_what_for()
    {
        using var administrator = await server.AgentAsync("admin");
        using var auditor = await server.AgentAsync("audit");

        var seen = await administrator.OpenAsync($"{Page}&by=User");
        var offered = await auditor.OpenAsync(Page);
        var asked = await auditor.OpenAsync($"{Page}&by=User");
        using var taken = await auditor.GetAsync("/admin/gateway/usage/csv?from=2026-03-01&to=2026-03-31&by=User");

        Assert.Contains("Elle ne mesure le travail de personne", seen.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, offered.Status);
        Assert.Null(offered.Page.QuerySelector("option[value=User]"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (asked.Status, taken.StatusCode));
    }

    [Fact]
    public async Task Days_that_are_none_are_refused_with_what_to_do()
    {
        using var administrator = await server.AgentAsync("admin");

        var refused = await administrator.OpenAsync("/admin/gateway/usage?from=2026-03-31&to=2026-03-01");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("le premier avant le second", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal(("2026-03-31", "2026-03-01"), (refused.Page.QuerySelector("#From")!.GetAttribute("value"), refused.Page.QuerySelector("#To")!.GetAttribute("value")));
        Assert.Equal("true", refused.Page.QuerySelector("#From")!.GetAttribute("aria-invalid"));
    }
}
