using System.Net;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Api;

public sealed class KeyPages(ProductServer server) : IClassFixture<ProductServer>
{
    [Fact]
    public async Task An_administrator_creates_a_key_sees_it_once_and_withdraws_it()
    {
        using var administrator = await server.AgentAsync("admin");
        var form = await administrator.OpenAsync("/admin/keys");

        var created = await administrator.SendAsync(form, "Name", new Dictionary<string, string> { ["Name"] = "Site de la commune", ["Write"] = "true", ["Days"] = "90" });
        var key = created.Page.QuerySelector("#new-key")!.TextContent;
        var again = await administrator.OpenAsync("/admin/keys");
        using var program = new HttpClient { BaseAddress = server.Address };
        program.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var opened = await program.ReadAsync("/v1/collections");
        var link = again.Page.QuerySelectorAll("a[href*='/admin/keys/revoke/']").Single(found => found.TextContent.Contains("Site de la commune", StringComparison.Ordinal));
        var question = await administrator.OpenAsync(link.GetAttribute("href")!);
        var withdrawn = await administrator.SendAsync(question, "/admin/keys/revoke/");

        Assert.Equal(HttpStatusCode.OK, created.Status);
        Assert.DoesNotContain(key, again.Html, StringComparison.Ordinal);
        Assert.Contains("déposer et supprimer des documents", again.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, opened.Status);
        Assert.Contains("Retirer la clé « Site de la commune »", question.Text, StringComparison.Ordinal);
        var kept = await server.ReadAsync("sainte-amarelle", db => db.ApiKeys.SingleAsync(row => row.Name == "Site de la commune"));
        Assert.Contains(kept.Prefix, question.Page.QuerySelector("main code")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"La clé « Site de la commune ({kept.Prefix}) » est retirée", withdrawn.Text, StringComparison.Ordinal);
        Assert.NotNull(kept.RevokedAt);
        Assert.Equal(TimeSpan.FromDays(90), kept.ExpiresAt - kept.CreatedAt);
        Assert.Equal(2, await server.ReadAsync("sainte-amarelle", db => db.AuditEntries.CountAsync(row => row.SubjectId == kept.Id && row.AgentId != null)));
    }

    [Fact]
    public async Task A_key_without_name_is_refused_with_the_field_at_fault()
    {
        using var administrator = await server.AgentAsync("admin");
        var form = await administrator.OpenAsync("/admin/keys");

        var refused = await administrator.SendAsync(form, "Name", new Dictionary<string, string> { ["Name"] = "  " });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["Indiquez un nom de 1 à 100 caractères."], refused.Problems);
    }

    [Fact]
    public async Task An_auditor_sees_the_keys_and_changes_none()
    {
        using var administrator = await server.AgentAsync("admin");
        using var auditor = await server.AgentAsync("audit");
        var form = await administrator.OpenAsync("/admin/keys");
        var fields = Visitor.Fields(form.FormWith("Name"));
        fields["Name"] = "Intrus";

        var seen = await auditor.OpenAsync("/admin/keys");
        var sent = await auditor.PostAsync(new Uri(server.Address, "/admin/keys/create"), fields);

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Empty(seen.Page.QuerySelectorAll("[name='Name']"));
        Assert.NotEqual(HttpStatusCode.OK, sent.Status);
        Assert.False(await server.ReadAsync("sainte-amarelle", db => db.ApiKeys.AnyAsync(row => row.Name == "Intrus")));
    }

    [Fact]
    public async Task A_key_is_for_somebody_and_may_call_models_and_its_replacement_is_the_same_while_the_old_one_ends()
    {
        using var administrator = await server.AgentAsync("admin");
        var form = await administrator.OpenAsync("/admin/keys");
        var agent = form.Page.QuerySelectorAll("select[name=Holder] option").First(option => option.GetAttribute("value") is { Length: > 0 });
        var department = form.Page.QuerySelectorAll("select[name=Department] option").First(option => option.TextContent.Contains("Urbanisme", StringComparison.Ordinal));
        var created = await administrator.SendAsync(form, "Name", new Dictionary<string, string>
        {
            ["Name"] = "Client de discussion",
            ["CallModels"] = "true",
            ["Holder"] = agent.GetAttribute("value")!,
            ["Department"] = department.GetAttribute("value")!,
            ["Days"] = "90",
        });
        var old = await server.ReadAsync("sainte-amarelle", db => db.ApiKeys.AsNoTracking().SingleAsync(row => row.Name == "Client de discussion"));

        var question = await administrator.OpenAsync($"/admin/keys/replace/{old.Id}");
        var unsaid = await administrator.SendAsync(question, "Grace", new Dictionary<string, string> { ["Grace"] = "12" });
        var replaced = await administrator.SendAsync(question, "Grace", new Dictionary<string, string> { ["Grace"] = "1" });
        var twice = await administrator.SendAsync(question, "Grace", new Dictionary<string, string> { ["Grace"] = "30" });

        var keys = await server.ReadAsync("sainte-amarelle", db => db.ApiKeys.AsNoTracking().Where(row => row.Name == "Client de discussion").OrderBy(row => row.CreatedAt).ToListAsync());
        Assert.Contains($"pour {agent.TextContent}, {department.TextContent}", created.Text, StringComparison.Ordinal);
        Assert.Contains("appeler les modèles", created.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.Status);
        Assert.NotNull(replaced.Page.QuerySelector("#new-key"));
        Assert.Contains("remplacée, encore valable", replaced.Text, StringComparison.Ordinal);
        Assert.Null(twice.Page.QuerySelector("#new-key"));
        Assert.Equal(2, keys.Count);
        Assert.Equal((keys[0].Scopes, keys[0].AgentId, keys[0].DepartmentId, keys[0].Id), (keys[1].Scopes, keys[1].AgentId, keys[1].DepartmentId, keys[1].RotatedFrom));
        Assert.Equal(ApiScopes.Read | ApiScopes.Models, keys[1].Scopes);
        Assert.Equal(TimeSpan.FromDays(90), keys[1].ExpiresAt - keys[1].CreatedAt);
        Assert.Equal(TimeSpan.FromDays(1), keys[0].ExpiresAt - keys[1].CreatedAt);
        Assert.Equal(1, await server.ReadAsync("sainte-amarelle", db => db.AuditEntries.CountAsync(row => row.SubjectId == old.Id && row.Action == "key.replaced")));
    }

    [Fact]
    public async Task A_key_replaced_without_grace_opens_nothing_any_more()
    {
        using var administrator = await server.AgentAsync("admin");
        var created = await administrator.SendAsync(await administrator.OpenAsync("/admin/keys"), "Name", new Dictionary<string, string> { ["Name"] = "Clé vue par d’autres" });
        var seen = created.Page.QuerySelector("#new-key")!.TextContent;
        var old = await server.ReadAsync("sainte-amarelle", db => db.ApiKeys.AsNoTracking().SingleAsync(row => row.Name == "Clé vue par d’autres"));

        var replaced = await administrator.SendAsync(await administrator.OpenAsync($"/admin/keys/replace/{old.Id}"), "Grace", new Dictionary<string, string> { ["Grace"] = "0" });

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(seen));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(replaced.Page.QuerySelector("#new-key")!.TextContent));
    }

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var program = new HttpClient { BaseAddress = server.Address };
        program.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return (await program.ReadAsync("/v1/collections")).Status;
    }
}
