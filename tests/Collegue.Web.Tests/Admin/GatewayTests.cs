using System.Net;
using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Admin;

/// <summary>Administrators name what programs may ask for, say how far data may go, and keep calls for a while when they must.</summary>
public sealed class GatewayTests(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = SourceSteps.Commune;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_name_the_page_says_what_names_are_for()
    {
        using var administrator = await server.AgentAsync("epci-admin");

        var seen = await administrator.OpenAsync("/admin/gateway");

        Assert.Equal("Aucun nom pour l’instant", seen.Page.QuerySelector(".empty h3")!.TextContent);
        Assert.Contains($"{server.Address}v1", seen.Text, StringComparison.Ordinal);
        Assert.NotNull(seen.Page.QuerySelector("a[href='/admin/gateway/limits']"));
    }

    [Fact]
    public async Task A_name_is_added_changed_and_deleted_and_each_change_is_in_force_at_once()
    {
        var (first, second) = (await server.DeclareAsync("Modèle de tous"), await server.DeclareAsync("Modèle de secours"));
        using var administrator = await server.AgentAsync("admin");

        var added = await administrator.AddRouterAsync("texte", [first, second], "gpt-4o\r\nmistral-small", weight: "3");
        var id = await server.RouterAsync("texte");
        var serving = await FindAsync("gpt-4o");
        var form = await administrator.OpenAsync($"/admin/gateway/router/{id}");
        var changed = await administrator.SendAsync(form, "Aliases", new Dictionary<string, string> { ["Aliases"] = "mistral-small", ["Strategy"] = "LeastBusy", ["Masking"] = "Always" });
        var (without, with) = (await FindAsync("gpt-4o"), await FindAsync("mistral-small"));
        var removed = await administrator.SendAsync(await administrator.OpenAsync($"/admin/gateway/router/{id}/remove"), "remove");

        Assert.Contains("Le nom est ajouté", added.Text, StringComparison.Ordinal);
        Assert.Equal(2, serving!.Providers.Count);
        Assert.All(serving.Providers, provider => Assert.Equal(3, provider.Weight));
        var panel = added.Page.QuerySelector($"section[aria-labelledby='router-{id}']")!.TextContent;
        Assert.Contains("Modèle de secours", panel, StringComparison.Ordinal);
        Assert.Contains("en service", panel, StringComparison.Ordinal);
        Assert.Contains("jamais appelé", panel, StringComparison.Ordinal);
        Assert.Equal("gpt-4o\nmistral-small", form.ValueOf("Aliases").ReplaceLineEndings("\n"));
        Assert.Contains("Le nom est modifié", changed.Text, StringComparison.Ordinal);
        Assert.Null(without);
        Assert.Equal((RoutingStrategy.LeastBusy, RouterMasking.Always), (with!.Strategy, with.Masking));
        Assert.Contains("Le nom est supprimé", removed.Text, StringComparison.Ordinal);
        Assert.Null(await FindAsync("texte"));
        Assert.Equal(["router.added", "router.changed", "router.removed"], await server.ActionsAsync(id));
    }

    [Fact]
    public async Task A_name_that_a_reload_would_refuse_is_refused_with_what_to_do()
    {
        var (text, vectors) = (await server.DeclareAsync("Modèle qui écrit"), await server.DeclareAsync("Modèle qui compare", ModelKind.Embeddings));
        using var administrator = await server.AgentAsync("admin");
        await administrator.AddRouterAsync("pris", [text], "aussi-pris");

        var empty = await administrator.AddRouterAsync("vide", []);
        var other = await administrator.AddRouterAsync("autre", [vectors]);
        var named = await administrator.AddRouterAsync("aussi-pris", [text]);
        var alias = await administrator.AddRouterAsync("libre", [text], "pris");
        var twice = await administrator.AddRouterAsync("double", [text], "double");
        var heavy = await administrator.AddRouterAsync("lourd", [text], weight: "1001");
        var spaced = await administrator.AddRouterAsync("deux mots", [text]);

        Screen[] refused = [empty, other, named, alias, twice, heavy, spaced];
        Assert.All(refused, screen => Assert.Equal(HttpStatusCode.UnprocessableEntity, screen.Status));
        Assert.Contains("Aucun modèle en service ne répond", Assert.Single(empty.Problems), StringComparison.Ordinal);
        Assert.Contains("fait autre chose", Assert.Single(other.Problems), StringComparison.Ordinal);
        Assert.All([named, alias, twice], screen => Assert.Contains("est déjà pris", Assert.Single(screen.Problems), StringComparison.Ordinal));
        Assert.Equal("Poids de Modèle qui écrit : indiquez un nombre entier de 1 à 1000.", Assert.Single(heavy.Problems));
        Assert.Contains("sans espace", Assert.Single(spaced.Problems), StringComparison.Ordinal);
        Assert.Equal("1001", heavy.Page.QuerySelector("input[aria-invalid]")!.GetAttribute("value"));
        Assert.False(await server.ReadAsync(Commune, db => db.GatewayRouters.AnyAsync(row => row.Name != "pris" && row.Name != "texte" && row.Name != "partagé", Token)));
    }

    [Fact]
    public async Task Who_changes_a_name_that_somebody_else_changed_is_told_and_may_insist()
    {
        var model = await server.DeclareAsync("Modèle disputé");
        using var administrator = await server.AgentAsync("admin");
        await administrator.AddRouterAsync("partagé", [model]);
        var id = await server.RouterAsync("partagé");
        var (mine, theirs) = (await administrator.OpenAsync($"/admin/gateway/router/{id}"), await administrator.OpenAsync($"/admin/gateway/router/{id}"));

        await administrator.SendAsync(theirs, "Aliases", new Dictionary<string, string> { ["Aliases"] = "le-leur" });
        var told = await administrator.SendAsync(mine, "Aliases", new Dictionary<string, string> { ["Aliases"] = "le-mien" });
        var before = await server.ReadAsync(Commune, db => db.GatewayRouters.AsNoTracking().SingleAsync(row => row.Id == id, Token));
        var insisted = await administrator.SendAsync(told, "Aliases");
        var after = await server.ReadAsync(Commune, db => db.GatewayRouters.AsNoTracking().SingleAsync(row => row.Id == id, Token));
        var removing = await administrator.OpenAsync($"/admin/gateway/router/{id}/remove");
        await administrator.SendAsync(removing, "remove");
        var late = await administrator.SendAsync(told, "Aliases");
        var twice = await administrator.SendAsync(removing, "remove");

        Assert.All([late, twice], screen => Assert.Contains("Ce nom avait été supprimé entre-temps", screen.Page.QuerySelector(".notice--warning")!.TextContent, StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (told.Status, insisted.Status));
        Assert.Contains("Quelqu’un a modifié ce nom", told.Text, StringComparison.Ordinal);
        Assert.Equal("le-mien", told.ValueOf("Aliases"));
        Assert.Equal(("le-leur", "le-mien"), (before.Aliases, after.Aliases));
    }

    [Fact]
    public async Task A_name_whose_model_was_switched_off_is_told_and_does_not_answer()
    {
        var model = await server.DeclareAsync("Modèle qui part");
        using var administrator = await server.AgentAsync("admin");
        await administrator.AddRouterAsync("fragile", [model]);
        var id = await server.RouterAsync("fragile");

        await server.DoAsync(Commune, async services =>
        {
            await services.GetRequiredService<CollegueDb>().LanguageModels.Where(row => row.Id == model)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Enabled, false), Token);
            await services.GetRequiredService<RouteTable>().RefreshAsync(Token);
        });
        var seen = await administrator.OpenAsync("/admin/gateway");
        await administrator.SendAsync(await administrator.OpenAsync($"/admin/gateway/router/{id}/remove"), "remove");

        Assert.Contains("L’ancienne configuration continue", seen.Page.QuerySelector(".notice--error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("à corriger", seen.Page.QuerySelector($"#router-{id}")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_far_data_may_go_and_for_how_long_calls_are_kept_is_decided_with_a_reason()
    {
        using var administrator = await server.AgentAsync("admin");
        var page = await administrator.OpenAsync("/admin/gateway");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

        var placed = await administrator.SendAsync(page, "gateway/farthest", new Dictionary<string, string> { ["Farthest"] = "France" });
        var tooLong = await administrator.SendAsync(page, "gateway/trace",
            new Dictionary<string, string> { ["Purpose"] = "Panne du chat", ["Until"] = $"{today.AddDays(40):yyyy-MM-dd}" });
        var withoutReason = await administrator.SendAsync(page, "gateway/trace", new Dictionary<string, string> { ["Until"] = $"{today.AddDays(3):yyyy-MM-dd}" });
        var traced = await administrator.SendAsync(page, "gateway/trace",
            new Dictionary<string, string> { ["Purpose"] = "Panne du chat", ["Until"] = $"{today.AddDays(3):yyyy-MM-dd}" });
        var kept = await server.ReadAsync(Commune, db => db.GatewaySettings.AsNoTracking().SingleAsync(Token));
        var stopped = await administrator.SendAsync(traced, "stoptrace");
        var last = await server.ReadAsync(Commune, db => db.GatewaySettings.AsNoTracking().SingleAsync(Token));

        Assert.Contains("Le lieu le plus éloigné est enregistré", placed.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (tooLong.Status, withoutReason.Status));
        Assert.Contains("30 jours au plus", Assert.Single(tooLong.Problems), StringComparison.Ordinal);
        Assert.Contains("Les appels sont conservés", traced.Text, StringComparison.Ordinal);
        Assert.Equal((InferencePlace.France, "Panne du chat"), (kept.Farthest, kept.TracePurpose));
        Assert.Contains("ce qui l’était est effacé", stopped.Text, StringComparison.Ordinal);
        Assert.Equal((InferencePlace.France, null, null), (last.Farthest, last.TracePurpose, last.TraceUntil));
        Assert.True(await server.ReadAsync(Commune, db => db.AuditEntries.CountAsync(row => row.Action.StartsWith("gateway."), Token)) >= 3);
    }

    [Fact]
    public async Task Auditors_see_the_gateway_and_change_nothing()
    {
        using var auditor = await server.AgentAsync("audit");
        var seen = await auditor.OpenAsync("/admin/gateway");
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = (await auditor.OpenAsync("/admin/audit")).ValueOf("__RequestVerificationToken"),
            ["Farthest"] = "Elsewhere",
        };

        var placing = await auditor.PostAsync(new Uri(server.Address, "/admin/gateway/farthest"), fields);
        var adding = await auditor.OpenAsync("/admin/gateway/router");

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Null(seen.Page.QuerySelector("[name=Farthest]"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (placing.Status, adding.Status));
    }

    private async Task<Router?> FindAsync(string name)
    {
        var snapshot = await server.Services.GetRequiredService<RouteTable>().CurrentAsync(Token);
        var organisation = await server.ReadAsync(Commune, db => db.Organisations.Where(row => row.Slug == Commune).Select(row => row.Id).SingleAsync(Token));
        return snapshot.Tables.GetValueOrDefault(organisation)?.Find(name);
    }
}
