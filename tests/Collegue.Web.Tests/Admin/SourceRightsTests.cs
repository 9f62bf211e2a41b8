using System.Net;
using Collegue.Web.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Admin;

/// <summary>Administrators change the sources of their own organisation; auditors look; nobody else comes near.</summary>
public sealed class SourceRightsTests(SourcesServer server) : IClassFixture<SourcesServer>
{
    [Fact]
    public async Task An_auditor_sees_no_button_and_no_path_of_the_server()
    {
        var folder = server.Folder("audite", ("a.md", "Texte."));
        using var administrator = await server.AgentAsync("admin");
        using var auditor = await server.AgentAsync("audit");
        await administrator.AddAsync("Folder", folder);
        var source = await server.ReadAsync("audite");
        var shown = await administrator.OpenAsync("/admin/knowledge");

        var seen = await auditor.OpenAsync("/admin/knowledge");
        var pressed = await auditor.PostAsync(new Uri(server.Address, $"/admin/knowledge/pause?source={source.Id}"), Token(seen));
        var adding = await auditor.OpenAsync("/admin/knowledge/add");

        Assert.Contains(folder, shown.Page.QuerySelector($"#source-{source.Id} details")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("audite", seen.Page.QuerySelector($"#source-{source.Id}")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(folder)!, seen.Html, StringComparison.Ordinal);
        Assert.Null(seen.Page.QuerySelector($"#source-{source.Id} form"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (pressed.Status, adding.Status));
        Assert.False((await server.SourceAsync("audite"))!.Paused);
    }

    [Fact]
    public async Task Nothing_changes_without_the_token_of_the_form()
    {
        using var administrator = await server.AgentAsync("admin");
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

        foreach (var path in (string[])["read", "pause", "resume", "schedule"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync(
                new Uri(server.Address, $"/admin/knowledge/{path}?source={id}"), new Dictionary<string, string> { ["Every"] = "Day" })).Status);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync(
            new Uri(server.Address, "/admin/knowledge/add"), new Dictionary<string, string> { ["Kind"] = "Upload", ["Name"] = "Sans jeton" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.PostAsync(
            new Uri(server.Address, $"/admin/knowledge/delete/{id}"), new Dictionary<string, string> { ["x"] = "y" })).Status);
        Assert.False(await server.ReadAsync(SourceSteps.Commune, db => db.Collections.AnyAsync(row => row.Slug == "sans-jeton")));
    }

    [Fact]
    public async Task The_source_of_another_organisation_is_out_of_reach()
    {
        using var administrator = await server.AgentAsync("admin");
        var other = await Background.UntilAsync(() => server.ReadAsync("val-d-amarelle", db => db.Sources.AsNoTracking().FirstOrDefaultAsync()));
        var page = await administrator.OpenAsync("/admin/knowledge/add");

        var pressed = await administrator.PostAsync(new Uri(server.Address, $"/admin/knowledge/pause?source={other.Id}"), Token(page));
        var deleting = await administrator.PostAsync(new Uri(server.Address, $"/admin/knowledge/delete/{other.Id}"), Token(page));

        Assert.Contains("Rien n'a changé", pressed.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, deleting.Status);
        Assert.False(await server.ReadAsync("val-d-amarelle", db => db.Sources.AnyAsync(row => row.Paused)));
    }

    private static Dictionary<string, string> Token(Screen screen) =>
        new() { ["__RequestVerificationToken"] = screen.ValueOf("__RequestVerificationToken") };
}
