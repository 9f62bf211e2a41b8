using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources.Site;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Knowledge.Site;

/// <summary>A site imported again: what changed is told, what the site says is gone leaves, what cannot be asked for stays.</summary>
public sealed class SynchronisingASiteTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory, BothEngines]
    public async Task A_site_that_did_not_change_is_not_sent_again(Engine engine)
    {
        await using var library = new Library(await storage.OnAsync(engine));
        var organisation = await library.Database.AddOrganisationAsync();
        await using var site = await SiteAsync();
        var first = await ImportAsync(library, site, organisation);
        site.ForgetAsked();

        var second = await ImportAsync(library, site, organisation);

        Assert.Equal((4, 0, 0, 0), (first.Added, first.Changed, first.Unchanged, first.Removed));
        Assert.Equal((0, 0, 4, 0), (second.Added, second.Changed, second.Unchanged, second.Removed));
        Assert.Equal(["/ 304", "/a 304", "/b 304", "/c 304"], site.Asked.Skip(2).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_that_changed_came_or_went_are_counted()
    {
        await using var library = new Library(await storage.OnAsync(Engine.Sqlite));
        var organisation = await library.Database.AddOrganisationAsync();
        await using var site = await SiteAsync();
        await ImportAsync(library, site, organisation);
        site.Page("/", "<p>Accueil.</p><a href='/a'>a</a><a href='/b'>b</a><a href='/d'>d</a>", etag: "\"2\"")
            .Page("/a", "<p>Autre texte.</p>", etag: "\"2\"").Without("/b").Page("/d", "<p>Page D.</p>");

        var summary = await ImportAsync(library, site, organisation);

        // "/c" is no longer linked, but still answers.
        Assert.Equal((1, 2, 1, 1), (summary.Added, summary.Changed, summary.Unchanged, summary.Removed));
        Assert.Equal([new SkippedFile(site.Key("/b"), "réponse 404", IsGone: true)], summary.Issues);
    }

    [Fact]
    public async Task Pages_that_cannot_be_asked_for_stay_with_all_that_is_behind_them()
    {
        await using var library = new Library(await storage.OnAsync(Engine.Sqlite));
        var organisation = await library.Database.AddOrganisationAsync();
        await using var site = await SiteAsync();
        await ImportAsync(library, site, organisation);
        site.Status("/a", 500).Redirect("/b", "/entretien", 302).Status("/entretien", 503);

        var summary = await ImportAsync(library, site, organisation);

        Assert.Equal((0, 2, 0), (summary.Removed, summary.Unchanged, summary.Added));
        Assert.Equal(2, summary.Missing);
        Assert.Equal([site.Key("/a"), site.Key("/b"), site.Key("/entretien")], summary.Issues.Select(issue => issue.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_site_that_does_not_answer_loses_nothing()
    {
        await using var library = new Library(await storage.OnAsync(Engine.Sqlite));
        var organisation = await library.Database.AddOrganisationAsync();
        await using var site = await SiteAsync();
        await ImportAsync(library, site, organisation);
        var start = site.Open();
        await site.StopAsync();

        var outcome = Assert.IsType<ImportOutcome.Failed>(await library.RunAsync(start, Library.Target(organisation, "site")));

        Assert.Contains("robots.txt", outcome.Reason);
        await using var session = await library.Database.OpenAsync(organisation);
        Assert.Equal(4, await session.Db.Documents.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_site_that_goes_down_on_the_way_loses_nothing()
    {
        await using var library = new Library(await storage.OnAsync(Engine.Sqlite));
        var organisation = await library.Database.AddOrganisationAsync();
        await using var site = await TestSite.StartAsync();
        site.Page("/", "<p>Accueil.</p>" + string.Concat(Enumerable.Range(1, 30).Select(number => $"<a href='/p{number}'>x</a>")));
        for (var number = 1; number <= 30; number++)
            site.Page($"/p{number}", $"<p>Page {number}.</p>");
        await ImportAsync(library, site, organisation);
        for (var number = 3; number <= 30; number++)
            site.Status($"/p{number}", 502);

        var outcome = Assert.IsType<ImportOutcome.Failed>(await library.RunAsync(site.Open(), Library.Target(organisation, "site")));

        Assert.Contains("ne répond plus", outcome.Reason);
        Assert.Equal(0, outcome.Summary.Removed);
    }

    [Fact]
    public async Task A_page_the_site_no_longer_wants_read_leaves()
    {
        await using var library = new Library(await storage.OnAsync(Engine.Sqlite));
        var organisation = await library.Database.AddOrganisationAsync();
        await using var site = await SiteAsync();
        await ImportAsync(library, site, organisation);
        site.Text("/robots.txt", "User-agent: *\nDisallow: /a\n").Page("/b", "<p>Page B.</p>", "<meta name='robots' content='noindex'>", "\"2\"");

        var summary = await ImportAsync(library, site, organisation);

        Assert.Equal((2, 2, 0), (summary.Removed, summary.Unchanged, summary.Skipped));
    }

    private static async Task<TestSite> SiteAsync()
    {
        var site = await TestSite.StartAsync(new SiteOptions { DelayMilliseconds = 0 });
        return site.Page("/", "<p>Accueil.</p><a href='/a'>a</a><a href='/b'>b</a>", etag: "\"1\"")
            .Page("/a", "<p>Page A.</p><a href='/c'>c</a>", etag: "\"1\"").Page("/b", "<p>Page B.</p>", etag: "\"1\"")
            .Page("/c", "<p>Page C.</p>", etag: "\"1\"");
    }

    private static async Task<ImportSummary> ImportAsync(Library library, TestSite site, Organisation organisation) =>
        Assert.IsType<ImportOutcome.Finished>(await library.RunAsync(site.Open(), Library.Target(organisation, "site"))).Summary;
}
