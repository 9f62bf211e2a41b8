using System.Net;
using System.Text;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.Site;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Collegue.Tests.Knowledge.Site;

public sealed class HostileSiteTests
{
    [Fact]
    public async Task A_calendar_without_end_is_bounded_and_named()
    {
        await using var site = await TestSite.StartAsync();
        site.Page("/", "<p>Accueil.</p><a href='/agenda/1'>Agenda</a>")
            .With("*", http => int.TryParse(http.Request.Path.Value![8..], null, out var day)
                ? TestSite.Html($"<p>Jour {day}.</p><a href='/agenda/{day + 1}?vue=mois&t={day}'>mois</a>"
                    + string.Concat(Enumerable.Range(day + 1, 20).Select(next => $"<a href='/agenda/{next}'>{next}</a>")))(http)
                : Missing(http))
            .Status("/robots.txt", 404).Status("/sitemap.xml", 404);

        var items = await site.ReadAsync();

        Assert.InRange(items.OfType<SourceItem.Read>().Count(), 200, 410);
        Assert.Contains(items.OfType<SourceItem.Gone>(), item => item.File.EndsWith("/agenda/#", StringComparison.Ordinal) && item.Reason.Contains("sans fin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Paths_that_bite_their_tail_and_redirections_in_circles_end()
    {
        await using var site = await TestSite.StartAsync();
        site.Page("/", "<p>Accueil.</p><a href='/a/'>a</a><a href='/tourne'>b</a><a href='/loin0'>c</a>")
            .With("*", http => http.Request.Path.Value!.StartsWith("/a/", StringComparison.Ordinal)
                ? TestSite.Html($"<p>Ici {http.Request.Path.Value.Length}.</p><a href='a/'>plus loin</a>")(http)
                : http.Request.Path.Value.StartsWith("/loin", StringComparison.Ordinal) ? Further(http) : Missing(http))
            .Redirect("/tourne", "/tourne2").Redirect("/tourne2", "/tourne");

        var items = await site.ReadAsync();

        Assert.InRange(site.Asked.Count, 5, 20);
        Assert.Contains("trop de fois", Assert.Single(items.OfType<SourceItem.Skipped>()).Reason);
    }

    [Fact]
    public async Task Bounds_of_pages_and_depth_are_named()
    {
        await using var site = await TestSite.StartAsync(new SiteOptions { DelayMilliseconds = 0, MaxPages = 4, MaxDepth = 1 });
        site.Page("/", "<p>Accueil.</p>" + string.Concat(Enumerable.Range('a', 6).Select(letter => $"<a href='/{(char)letter}'>x</a>")))
            .With("*", TestSite.Html("<p>Texte.</p><a href='/profond'>y</a>"));

        var items = await site.ReadAsync();

        Assert.Equal(4, site.Asked.Count(path => path is not ("/robots.txt" or "/sitemap.xml")));
        Assert.Contains(items.OfType<SourceItem.Gone>(), item => item.Reason.Contains("3 adresses non lues : limite de 4 pages", StringComparison.Ordinal));
        Assert.Contains(items.OfType<SourceItem.Gone>(), item => item.Reason.Contains("plus de 1 liens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_heavy_pages_and_silence_are_named_and_the_rest_goes_on()
    {
        var clock = new FakeTimeProvider();
        await using var site = await TestSite.StartAsync(new SiteOptions { DelayMilliseconds = 0, MaxPageMegabytes = 1, RequestSeconds = 30 }, clock);
        site.Page("/", "<p>Accueil.</p><a href='/perdu'>a</a><a href='/panne'>b</a><a href='/lourd'>c</a><a href='/bombe'>d</a><a href='/muet'>e</a><a href='/bon'>f</a>")
            .Status("/perdu", 410).Status("/panne", 500).Page("/bon", "<p>Bon.</p>")
            .With("/lourd", async http =>
            {
                http.Response.ContentType = "text/html";
                for (var sent = 0; sent < 40 && !http.RequestAborted.IsCancellationRequested; sent++)
                    await http.Response.Body.WriteAsync(new byte[64 * 1024], http.RequestAborted);
            })
            .With("/bombe", http =>
            {
                http.Response.ContentType = "text/html";
                http.Response.Headers.ContentEncoding = "gzip";
                return http.Response.Body.WriteAsync(TestSite.Gzip(new string(' ', 20_000_000))).AsTask();
            })
            .With("/muet", http =>
            {
                clock.Advance(TimeSpan.FromSeconds(31));
                return Task.Delay(Timeout.Infinite, http.RequestAborted);
            });

        var items = await site.ReadAsync();

        Assert.Equal(["", "/bon"], items.OfType<SourceItem.Read>().Select(item => item.Document.Key[site.Root.Authority.Length..]));
        Assert.Equal([new SourceItem.Gone(site.Key("/perdu"), "réponse 410")], items.OfType<SourceItem.Gone>());
        var reasons = items.OfType<SourceItem.Skipped>().ToDictionary(item => item.File, item => item.Reason);
        Assert.Equal("réponse 500", reasons[site.Key("/panne")]);
        Assert.Contains("1 Mo", reasons[site.Key("/lourd")]);
        Assert.Contains("1 Mo", reasons[site.Key("/bombe")]);
        Assert.Contains("pas de réponse", reasons[site.Key("/muet")]);
    }

    [Fact]
    public async Task Another_host_is_never_asked()
    {
        await using var site = await TestSite.StartAsync();
        await using var other = await TestSite.StartAsync();
        other.Page("/secret", "<p>Secret.</p>");
        site.Page("/", $"<p>Accueil.</p><a href='/fuite'>a</a><a href='{other.Root}secret'>b</a><a href='file:///etc/passwd'>c</a><a href='ftp://127.0.0.1/x'>d</a>"
                + $"<a href='http://u:p@{site.Root.Authority}/mdp'>e</a>", "<link rel='canonical' href='http://169.254.169.254/latest/meta-data/'>")
            .Redirect("/fuite", other.Root + "secret", 302);

        var items = await site.ReadAsync();

        Assert.Empty(other.Asked);
        Assert.Contains("autre hôte", Assert.Single(items.OfType<SourceItem.Gone>()).Reason);
        Assert.Single(items.OfType<SourceItem.Read>());
        Assert.DoesNotContain("/mdp", site.Asked);
    }

    [Fact]
    public async Task A_start_page_that_leads_elsewhere_is_refused_with_the_address_to_give()
    {
        await using var site = await TestSite.StartAsync();
        site.Redirect("/", "http://www.sainte-amarelle.example/accueil", 301);

        Assert.Contains("http://www.sainte-amarelle.example/accueil", (await Assert.ThrowsAsync<InvalidDataException>(() => site.ReadAsync())).Message);
    }

    [Fact]
    public async Task A_name_does_not_lead_to_the_private_network()
    {
        await using var site = await TestSite.StartAsync();
        site.Page("/", "<p>Interne.</p>");

        await Assert.ThrowsAsync<IOException>(() => site.ReadAsync($"http://{Dns.GetHostName()}:{site.Root.Port}/"));

        Assert.Empty(site.Asked);
    }

    [Theory]
    [InlineData("ftp://a.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://")]
    [InlineData("http://u:p@a.example/")]
    [InlineData("")]
    public void Only_addresses_of_pages_are_opened(string start) =>
        Assert.IsType<SiteOpening.Refused>(new SiteLocator(Path.GetTempPath(), new SiteOptions(), TimeProvider.System).Open(start));

    [Fact]
    public async Task A_site_without_robots_answer_is_not_read()
    {
        await using var site = await TestSite.StartAsync();
        site.Status("/robots.txt", 503).Page("/", "<p>Accueil.</p>");

        Assert.Contains("robots.txt", (await Assert.ThrowsAsync<IOException>(() => site.ReadAsync())).Message);
        Assert.DoesNotContain("/", site.Asked);
    }

    [Fact]
    public async Task Pages_nested_beyond_reason_do_not_end_the_program()
    {
        await using var site = await TestSite.StartAsync();
        site.Page("/", "<p>Accueil.</p><a href='/profond'>a</a><a href='/tordu'>b</a>")
            .With("/profond", TestSite.Html(new StringBuilder().Insert(0, "<div>", 100_000).Append("texte").ToString()))
            .With("/tordu", TestSite.Html(new StringBuilder().Insert(0, "<b><p>", 20_000).Append("texte").ToString()));

        Assert.Contains("", (await site.DocumentsAsync()).Keys);
    }

    private static Task Missing(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private static Task Further(HttpContext http)
    {
        http.Response.StatusCode = 302;
        http.Response.Headers.Location = "/loin" + (int.Parse(http.Request.Path.Value![5..], null) + 1);
        return Task.CompletedTask;
    }
}
