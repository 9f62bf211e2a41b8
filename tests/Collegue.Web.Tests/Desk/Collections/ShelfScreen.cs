using System.Net;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Xunit;

namespace Collegue.Web.Tests.Desk.Collections;

public sealed class ShelfScreen(ProductServer server) : IClassFixture<ProductServer>
{
    [Theory]
    [InlineData("/desk/collections")]
    [InlineData("/desk/collections/sainte-amarelle")]
    [InlineData("/desk/collections/sainte-amarelle/document/scolaire/cantine")]
    [InlineData("/desk/collections/sainte-amarelle/settings")]
    [InlineData("/desk/collections/sainte-amarelle/files")]
    [InlineData("/desk/knowledge/new")]
    [InlineData("/desk/knowledge/try")]
    [InlineData("/desk/knowledge/questions")]
    public async Task Only_agents_see_these_pages(string path)
    {
        using var citizen = server.Visit();
        using var auditor = await server.AgentAsync("audit");

        Assert.Equal("/account/sign-in", (await citizen.OpenAsync(path)).Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.OpenAsync(path)).Status);
    }

    [Fact]
    public async Task A_row_says_whose_it_is_who_reads_it_and_what_is_to_be_done()
    {
        var seeded = await new SeededCollection
        {
            Title = "Règlement de la cantine",
            Readers = Readers.Agents,
            ReviewEveryDays = 30,
            NextReview = TimeProvider.System.Today(),
            Documents = [new("a", "Tarifs") { ValidUntil = new DateOnly(2020, 9, 1), Passages = ["Un.", "Deux."] }, new("b", "Horaires")],
        }.InAsync(server);
        using var agent = await server.AgentAsync();

        var row = Row(await agent.OpenAsync("/desk/collections?q=REGLEMENT+cantine"), seeded);

        Assert.Contains("Fonds local", row, StringComparison.Ordinal);
        Assert.Contains("Scolaire, périscolaire et restauration", row, StringComparison.Ordinal);
        Assert.Contains("Agents", row, StringComparison.Ordinal);
        Assert.Contains("3 passages", row, StringComparison.Ordinal);
        Assert.Contains("À relire", row, StringComparison.Ordinal);
        Assert.Contains("1 document périmé", row, StringComparison.Ordinal);
        Assert.Contains("Jamais", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_row_speaks_english_to_an_agent_who_chose_it()
    {
        var seeded = await new SeededCollection { Title = "Anglais du fonds", NextReview = new DateOnly(2020, 1, 1) }.InAsync(server);
        using var agent = await server.AgentAsync();
        await agent.OpenAsync("/language?to=en");

        var row = Row(await agent.OpenAsync("/desk/collections?q=anglais"), seeded);

        Assert.Contains("Local collection", row, StringComparison.Ordinal);
        Assert.Contains("Citizens and agents", row, StringComparison.Ordinal);
        Assert.Contains("To review", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_five_make_a_page_and_the_second_page_goes_on()
    {
        for (var at = 0; at < 27; at++)
        {
            await new SeededCollection { Title = $"Pagination {at:D2}" }.InAsync(server);
        }

        using var agent = await server.AgentAsync();
        var first = await agent.OpenAsync("/desk/collections?q=pagination");
        var second = await agent.OpenAsync(first.Page.QuerySelector(".pager a[rel='next']")!.GetAttribute("href")!);

        Assert.Equal(Enumerable.Range(0, 25).Select(at => $"Pagination {at:D2}"), Titles(first));
        Assert.Equal(["Pagination 25", "Pagination 26"], Titles(second));
    }

    [Fact]
    public async Task What_only_the_owner_reads_is_seen_by_its_agents_and_the_administrator()
    {
        var seeded = await new SeededCollection
        {
            Title = "Notes réservées",
            Readers = Readers.OwnerDepartment,
            Documents = [new("note", "Note interne")],
        }.InAsync(server);

        foreach (var (account, sees) in new[] { ("scolaire", true), ("admin", true), ("etat-civil", false), ("dgs", false) })
        {
            using var agent = await server.AgentAsync(account);
            var status = sees ? HttpStatusCode.OK : HttpStatusCode.NotFound;

            Assert.Equal(sees, Titles(await agent.OpenAsync("/desk/collections?q=reservees")).Contains("Notes réservées"));
            Assert.Equal(status, (await agent.OpenAsync(seeded.Address)).Status);
            Assert.Equal(status, (await agent.OpenAsync($"{seeded.Address}/document/note")).Status);
        }
    }

    [Fact]
    public async Task A_filter_that_keeps_nothing_offers_to_clear_it()
    {
        await new SeededCollection().InAsync(server);
        using var agent = await server.AgentAsync();

        var list = await agent.OpenAsync("/desk/collections?q=introuvablezzz");

        Assert.Contains("Aucun fonds ne correspond", list.Text, StringComparison.Ordinal);
        Assert.NotNull(list.Page.QuerySelector(".filters__actions a[href='/desk/collections']"));
    }

    [Theory]
    [InlineData("kind=National", "Tri national")]
    [InlineData("kind=Shared", "Tri partagé")]
    [InlineData("kind=Local", "Tri local")]
    [InlineData("state=ToReview", "Tri local")]
    public async Task A_filter_keeps_what_fits_and_nothing_else(string filter, string kept)
    {
        await new SeededCollection { Title = "Tri local", Slug = "tri-local", NextReview = new DateOnly(2020, 1, 1) }.InOnceAsync(server);
        await new SeededCollection { Title = "Tri partagé", Slug = "tri-partage", Organisation = "val-d-amarelle", Shared = true }.InOnceAsync(server);
        await new SeededCollection { Title = "Tri national", Slug = "tri-national", Organisation = "france", Shared = true, IsNational = true }.InOnceAsync(server);
        await new SeededCollection { Title = "Tri gardé pour soi", Slug = "tri-garde", Organisation = "val-d-amarelle" }.InOnceAsync(server);
        using var agent = await server.AgentAsync();

        Assert.Equal([kept], Titles(await agent.OpenAsync($"/desk/collections?q=tri+&{filter}")).Where(title => title.StartsWith("Tri", StringComparison.Ordinal)));
    }

    private static string Row(Screen list, SeededCollection seeded) => string.Join(' ', list.Page.QuerySelectorAll("table.shelf tbody tr")
        .Single(row => row.QuerySelector($"a[href='{seeded.Address}']") is not null).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static List<string> Titles(Screen list) => [.. list.Page.QuerySelectorAll("table.shelf tbody th a").Select(link => link.TextContent)];
}
