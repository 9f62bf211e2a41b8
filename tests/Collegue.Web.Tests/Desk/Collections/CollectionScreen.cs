using System.Net;
using Collegue.Storage.Knowledge;
using Xunit;

namespace Collegue.Web.Tests.Desk.Collections;

public sealed class CollectionScreen(ProductServer server) : IClassFixture<ProductServer>
{
    [Fact]
    public async Task Equal_names_of_a_parent_and_of_its_child_are_two_collections()
    {
        await new SeededCollection { Slug = "dechets", Title = "Nos déchets", Documents = [new("guide", "Guide de la commune")] }.InAsync(server);
        await new SeededCollection
        {
            Slug = "dechets",
            Title = "Déchets du Val",
            Organisation = "val-d-amarelle",
            OwnerDepartment = "dechets",
            Shared = true,
            Documents = [new("guide", "Guide du Val")],
        }.InAsync(server);
        using var agent = await server.AgentAsync();

        var own = await agent.OpenAsync("/desk/collections/dechets");
        var shared = await agent.OpenAsync("/desk/collections/dechets?of=val-d-amarelle");
        var ownGuide = await agent.OpenAsync(own.Page.QuerySelector("#documents ~ table tbody a, .table tbody a")!.GetAttribute("href")!);
        var sharedGuide = await agent.OpenAsync(shared.Page.QuerySelector(".table tbody a")!.GetAttribute("href")!);

        Assert.Equal("Nos déchets", own.Heading);
        Assert.Equal("Déchets du Val", shared.Heading);
        Assert.Contains("Communauté de communes du Val d'Amarelle", shared.Text, StringComparison.Ordinal);
        Assert.Equal("Guide de la commune", ownGuide.Heading);
        Assert.Equal("Guide du Val", sharedGuide.Heading);
    }

    [Fact]
    public async Task Nothing_of_another_organisation_is_found()
    {
        await new SeededCollection
        {
            Slug = "garde-pour-soi",
            Title = "Gardé par le Val",
            Organisation = "val-d-amarelle",
            Documents = [new("note", "Note du Val")],
        }.InAsync(server);
        await new SeededCollection { Slug = "de-la-commune", Title = "Gardé par la commune", Documents = [new("note", "Note")] }.InAsync(server);
        using var agent = await server.AgentAsync();
        using var parent = await server.AgentAsync("epci-admin");

        foreach (var path in (string[])["", "/document/note", "/settings", "/files"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await agent.OpenAsync($"/desk/collections/garde-pour-soi{path}?of=val-d-amarelle")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await parent.OpenAsync($"/desk/collections/de-la-commune{path}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await parent.OpenAsync($"/desk/collections/de-la-commune{path}?of=sainte-amarelle")).Status);
        }
    }

    [Fact]
    public async Task Documents_with_one_title_are_each_on_one_page_only()
    {
        var seeded = await new SeededCollection
        {
            Documents = [.. Enumerable.Range(0, 27).Select(at => new SeededDocument($"dossier/Piece {at:D2}", "Pièce"))],
        }.InAsync(server);
        using var agent = await server.AgentAsync();

        var first = await agent.OpenAsync($"{seeded.Address}?q=piece");
        var second = await agent.OpenAsync(first.Page.QuerySelector(".pager a[rel='next']")!.GetAttribute("href")!);

        Assert.Equal(25, Keys(first).Count);
        Assert.Equal(Enumerable.Range(0, 27).Select(at => $"dossier/Piece {at:D2}"), Keys(first).Concat(Keys(second)));
    }

    [Theory]
    [InlineData("state=Expired", "vieux")]
    [InlineData("state=NotYet", "futur")]
    [InlineData("theme=Repas", "repas")]
    [InlineData("audience=agents", "agents")]
    [InlineData("q=ÉCOLE", "ecole")]
    [InlineData("q=écol+vieux", null)]
    public async Task A_filter_keeps_what_fits_and_nothing_else(string filter, string? kept)
    {
        var seeded = await new SeededCollection
        {
            Documents =
            [
                new("vieux", "Vieux tarifs") { ValidUntil = new DateOnly(2020, 1, 1) },
                new("futur", "Tarifs à venir") { ValidFrom = new DateOnly(2999, 1, 1) },
                new("repas", "Menus") { Theme = "Repas" },
                new("agents", "Consignes") { Audience = "agents" },
                new("ecole", "École du centre"),
            ],
        }.InAsync(server);
        using var agent = await server.AgentAsync();

        Assert.Equal(kept is null ? [] : [kept], Keys(await agent.OpenAsync($"{seeded.Address}?{filter}")));
    }

    [Fact]
    public async Task An_empty_collection_leads_whoever_may_to_giving_files()
    {
        var seeded = await new SeededCollection { Source = SourceKind.Upload }.InAsync(server);
        using var lead = await server.AgentAsync("chef-scolaire");
        using var agent = await server.AgentAsync("scolaire");

        var toLead = await lead.OpenAsync(seeded.Address);
        var toAgent = await agent.OpenAsync(seeded.Address);

        Assert.NotNull(toLead.Page.QuerySelector($".empty a[href='{seeded.Address}/files']"));
        Assert.Null(toAgent.Page.QuerySelector($"a[href='{seeded.Address}/files']"));
        Assert.Contains("Ce fonds est vide", toAgent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_shows_its_passages_as_they_are_indexed_and_its_dates()
    {
        var seeded = await new SeededCollection
        {
            Documents =
            [
                new("tarifs/Cantine 2025 à jour", "Tarifs de la cantine")
                {
                    ValidUntil = new DateOnly(2020, 9, 1),
                    Metadata = """{"auteur":"Régie <b>"}""",
                    Passages = [.. Enumerable.Range(1, 130).Select(number => $"Texte du passage {number} <script>")],
                },
            ],
        }.InAsync(server);
        using var agent = await server.AgentAsync();
        var list = await agent.OpenAsync(seeded.Address);

        var first = await agent.OpenAsync(list.Page.QuerySelector(".table tbody a")!.GetAttribute("href")!);
        var second = await agent.OpenAsync(first.Page.QuerySelector(".pager a[rel='next']")!.GetAttribute("href")!);

        Assert.Equal("Tarifs de la cantine", first.Heading);
        Assert.Contains("Ce document n'est plus valable", first.Page.QuerySelector(".notice--error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Régie <b>", first.Text, StringComparison.Ordinal);
        Assert.Contains("S'applique à : Famille de la commune", first.Text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Equal("Texte du passage 3 <script>", first.Page.QuerySelector("#p2 .passage__text")!.TextContent);
        Assert.Equal("Texte du passage 101 <script>", second.Page.QuerySelector("#p100 .passage__text")!.TextContent);
        Assert.Equal(30, second.Page.QuerySelectorAll(".passage").Length);
        Assert.NotNull(first.Page.QuerySelector($"a[href='/desk/knowledge/try?document={seeded.Documents[0].Id}']"));
    }

    private static List<string> Keys(Screen screen) => [.. screen.Page.QuerySelectorAll(".table tbody th code").Select(code => code.TextContent)];
}
