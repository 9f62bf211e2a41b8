using System.Net;
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
        Assert.Contains("La clé « Site de la commune » est retirée", withdrawn.Text, StringComparison.Ordinal);
        var kept = await server.ReadAsync("sainte-amarelle", db => db.ApiKeys.SingleAsync(row => row.Name == "Site de la commune"));
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
}
