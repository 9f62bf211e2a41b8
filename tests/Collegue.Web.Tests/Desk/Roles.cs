using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk;

public sealed class Roles(ProductServer server) : IClassFixture<ProductServer>
{
    [Theory]
    [InlineData("/desk")]
    [InlineData("/desk/search")]
    [InlineData("/admin")]
    [InlineData("/admin/audit")]
    [InlineData("/admin/keys")]
    [InlineData("/admin/knowledge")]
    public async Task Nobody_reads_the_agents_pages_without_signing_in(string path)
    {
        using var visitor = server.Visit();

        var screen = await visitor.OpenAsync(path);

        Assert.Equal("/account/sign-in", screen.Address.AbsolutePath);
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/audit")]
    [InlineData("/admin/keys")]
    [InlineData("/admin/knowledge")]
    public async Task An_agent_does_not_see_the_administration(string path)
    {
        using var visitor = await server.AgentAsync();

        var screen = await visitor.OpenAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, screen.Status);
    }

    [Fact]
    public async Task An_auditor_reads_the_trail_but_sends_nothing()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        using var auditor = await server.AgentAsync("audit");
        var form = await agent.OpenAsync(seeded.Address);

        var trail = await auditor.OpenAsync("/admin/audit");
        var opened = await auditor.OpenAsync(seeded.Address);
        var sent = await auditor.PostAsync(new Uri(server.Address, $"{seeded.Address}/send"), Visitor.Fields(form.FormWith("Text")));

        Assert.Equal(HttpStatusCode.OK, trail.Status);
        Assert.Equal(HttpStatusCode.Forbidden, opened.Status);
        Assert.Equal(HttpStatusCode.Forbidden, sent.Status);
        Assert.False(await server.ReadAsync("sainte-amarelle", db => db.Replies.AnyAsync(row => row.CaseId == seeded.Id)));
    }

    [Fact]
    public async Task An_agent_of_another_organisation_finds_no_such_case_nor_its_files()
    {
        var seeded = await new SeededCase { Body = "Secret de Sainte-Amarelle" }.InAsync(server);
        using var neighbour = await server.AgentAsync("epci-dechets");

        var screen = await neighbour.OpenAsync(seeded.Address);
        var file = await neighbour.OpenAsync($"/desk/attachment/{seeded.AttachmentId}");
        var throughPath = await neighbour.OpenAsync($"/o/sainte-amarelle{seeded.Address}");
        var queue = await neighbour.OpenAsync("/desk?state=All");

        Assert.Equal(HttpStatusCode.NotFound, screen.Status);
        Assert.Equal(HttpStatusCode.NotFound, file.Status);
        Assert.Equal(HttpStatusCode.NotFound, throughPath.Status);
        Assert.DoesNotContain("Secret de Sainte-Amarelle", screen.Html + throughPath.Html + queue.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_form_of_the_desk_is_refused_without_its_token()
    {
        var seeded = await new SeededCase().InAsync(server);
        using var agent = await server.AgentAsync();
        using var administrator = await server.AgentAsync("admin");
        var fields = Visitor.Fields((await agent.OpenAsync(seeded.Address)).FormWith("Text"));
        fields.Remove("__RequestVerificationToken");

        foreach (var handler in (string[])["save", "difference", "preview", "edit", "send", "reject", "reassign", "takeover"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await agent.PostAsync(new Uri(server.Address, $"{seeded.Address}/{handler}"), fields)).Status);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await agent.PostAsync(new Uri(server.Address, "/account/sign-out"), fields)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await agent.PostAsync(new Uri(server.Address, "/account/sign-in"), fields)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync(new Uri(server.Address, "/admin/audit/verify"), fields)).Status);
        Assert.Equal(0, await server.ReadAsync("sainte-amarelle", db => db.Cases.Where(row => row.Id == seeded.Id).Select(row => row.Revision).SingleAsync()));
    }
}
