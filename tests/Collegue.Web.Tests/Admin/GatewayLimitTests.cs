using System.Net;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Admin;

/// <summary>Administrators limit what may be taken of the gateway and see what is taken.</summary>
public sealed class GatewayLimitTests(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = SourceSteps.Commune;
    private const string Page = "/admin/gateway/limits";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_limit_is_added_shown_with_what_is_taken_changed_and_deleted()
    {
        using var administrator = await server.AgentAsync("admin");

        var added = await AddAsync(administrator, "Organisation", "Requests", "Ever", "10 000");
        var limit = await server.ReadAsync(Commune, db => db.GatewayLimits.AsNoTracking().SingleAsync(row => row.Measure == LimitMeasure.Requests, Token));
        await TakeAsync(limit, 9_000);
        var near = await administrator.OpenAsync(Page);
        var same = await AddAsync(administrator, "Organisation", "Requests", "Ever", "5");
        var form = await administrator.OpenAsync($"/admin/gateway/limit/{limit.Id}");
        var changed = await administrator.SendAsync(form, "Most", new Dictionary<string, string> { ["Most"] = "9000" });
        var late = await administrator.SendAsync(form, "Most", new Dictionary<string, string> { ["Most"] = "1" });
        var confirmation = await administrator.OpenAsync($"/admin/gateway/limit/{limit.Id}/remove");
        var removed = await administrator.SendAsync(confirmation, "remove");
        var gone = await administrator.SendAsync(form, "Most");
        var twice = await administrator.SendAsync(confirmation, "remove");

        Assert.Contains("La limite est ajoutée", added.Text, StringComparison.Ordinal);
        Assert.Equal(10_000, limit.Most);
        Assert.Contains("presque atteinte", RowOf(near, "Toute la collectivité"), StringComparison.Ordinal);
        Assert.Contains("90", RowOf(near, "Toute la collectivité"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, same.Status);
        Assert.Contains("existe déjà", Assert.Single(same.Problems), StringComparison.Ordinal);
        Assert.Contains("atteinte", RowOf(changed, "Toute la collectivité"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Toute la collectivité", confirmation.Text, StringComparison.Ordinal);
        Assert.Contains("La limite est supprimée", removed.Text, StringComparison.Ordinal);
        Assert.All([gone, twice], screen => Assert.Contains("supprimée entre-temps", screen.Page.QuerySelector(".notice--warning")!.TextContent, StringComparison.Ordinal));
        Assert.Equal(["limit.added", "limit.changed", "limit.removed"], await server.ActionsAsync(limit.Id));
    }

    [Fact]
    public async Task A_budget_is_typed_in_euros_and_what_is_wrong_is_said_beside_its_field()
    {
        using var administrator = await server.AgentAsync("admin");

        var added = await AddAsync(administrator, "EveryKey", "Micros", "Month", "20,50");
        var much = await AddAsync(administrator, "EveryKey", "Micros", "Day", "beaucoup");
        var half = await AddAsync(administrator, "EveryKey", "Tokens", "Day", "1,5");
        var unknown = await AddAsync(administrator, $"Key:{Guid.Empty}", "Tokens", "Day", "5");
        var nothing = await administrator.SendAsync(await administrator.OpenAsync(Page), "limits/add");
        var least = await AddAsync(administrator, "EveryKey", "Micros", "Day", "0,0000001");

        Assert.Contains("20,50", RowOf(added, "Chaque clé"), StringComparison.Ordinal);
        Assert.Equal(20_500_000, await server.ReadAsync(Commune, db => db.GatewayLimits.Where(row => row.Measure == LimitMeasure.Micros).Select(row => row.Most).SingleAsync(Token)));
        Assert.All([much, least], wrong => Assert.Contains("un montant en euros", Assert.Single(wrong.Problems), StringComparison.Ordinal));
        Assert.Contains("un nombre entier", Assert.Single(half.Problems), StringComparison.Ordinal);
        Assert.Contains("de qui est la limite", Assert.Single(unknown.Problems), StringComparison.Ordinal);
        Assert.Equal(2, nothing.Problems.Count);
    }

    [Fact]
    public async Task What_one_agent_takes_is_shown_to_administrators_only()
    {
        var agent = await server.ReadAsync(Commune, db => db.Memberships.Where(row => row.Agent!.UserName == "scolaire").Select(row => row.AgentId).SingleAsync(Token));
        using var administrator = await server.AgentAsync("admin");
        using var auditor = await server.AgentAsync("audit");
        await AddAsync(administrator, $"User:{agent}", "Tokens", "Ever", "777");
        var limit = await server.ReadAsync(Commune, db => db.GatewayLimits.AsNoTracking().SingleAsync(row => row.SubjectId == agent, Token));
        await TakeAsync(limit, 333);

        var (seen, looked) = (await administrator.OpenAsync(Page), await auditor.OpenAsync(Page));

        Assert.Contains("333", RowOf(seen, "Utilisateur"), StringComparison.Ordinal);
        Assert.DoesNotContain("333", RowOf(looked, "Utilisateur"), StringComparison.Ordinal);
        Assert.Contains("réservé aux administrateurs", RowOf(looked, "Utilisateur"), StringComparison.Ordinal);
        Assert.Null(looked.Page.QuerySelector("[name=Most]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.OpenAsync($"/admin/gateway/limit/{limit.Id}")).Status);
    }

    private static async Task<Screen> AddAsync(Visitor administrator, string subject, string measure, string period, string most) =>
        await administrator.SendAsync(await administrator.OpenAsync(Page), "limits/add",
            new Dictionary<string, string> { ["Subject"] = subject, ["Measure"] = measure, ["Period"] = period, ["Most"] = most });

    private static string RowOf(Screen screen, string whose) =>
        screen.Page.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(whose, StringComparison.Ordinal)).TextContent;

    private Task TakeAsync(GatewayLimit limit, long amount) => server.DoAsync(Commune, async services =>
    {
        var db = services.GetRequiredService<CollegueDb>();
        db.QuotaAccounts.Add(new QuotaAccount
        {
            OrganisationId = services.GetRequiredService<OrganisationScope>().Current,
            LimitId = limit.Id,
            SubjectId = limit.SubjectId,
            Window = DateTimeOffset.UnixEpoch,
            Taken = amount,
        });
        await db.SaveChangesAsync(Token);
    });
}
