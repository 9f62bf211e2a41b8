using System.Net;
using Xunit;

namespace Collegue.Web.Tests.Citizens;

/// <summary>An instance nobody has set up yet.</summary>
public sealed class EmptyServer : ProductServer
{
    protected override bool Demo => false;
}

public sealed class EmptyInstanceTests(EmptyServer server) : IClassFixture<EmptyServer>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/citizen/write")]
    [InlineData("/citizen/case/abc")]
    public async Task Without_an_organisation_the_first_page_says_what_is_missing(string path)
    {
        using var citizen = server.Visit();

        var page = await citizen.OpenAsync(path);

        Assert.Equal("Pas encore de collectivité", page.Heading);
        Assert.Null(page.Page.QuerySelector(".demo-banner"));
    }
}

public sealed class PagesTests(ProductServer server) : IClassFixture<ProductServer>
{
    public static TheoryData<string, HttpStatusCode> Pages => new()
    {
        { "/", HttpStatusCode.OK },
        { "/citizen/write", HttpStatusCode.OK },
        { "/citizen/find", HttpStatusCode.OK },
        { "/accessibility", HttpStatusCode.OK },
        { "/privacy", HttpStatusCode.OK },
        { "/rules", HttpStatusCode.OK },
        { "/nothing/here", HttpStatusCode.NotFound },
        { "/o/nowhere/citizen/write", HttpStatusCode.NotFound },
        { "/citizen/case/unknown", HttpStatusCode.NotFound },
        { "/status/400", HttpStatusCode.BadRequest },
        { "/status/403", HttpStatusCode.Forbidden },
        { "/status/413", HttpStatusCode.RequestEntityTooLarge },
        { "/status/429", HttpStatusCode.TooManyRequests },
        { "/status/500", HttpStatusCode.InternalServerError },
        { "/status/503", HttpStatusCode.ServiceUnavailable },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_has_its_frame_and_its_guards(string path, HttpStatusCode status)
    {
        using var citizen = server.Visit();

        var page = await citizen.OpenAsync(path);

        Assert.Equal(status, page.Status);
        Assert.Equal("fr", page.Page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.Page.QuerySelectorAll("h1"));
        Assert.EndsWith("Commune de Sainte-Amarelle", path.StartsWith("/o/", StringComparison.Ordinal) ? "Commune de Sainte-Amarelle" : page.Page.Title!, StringComparison.Ordinal);
        Assert.Equal("#main", page.Page.QuerySelector("a")!.GetAttribute("href"));
        Assert.NotNull(page.Page.QuerySelector("main#main"));
        Assert.Contains("fictive", page.Page.QuerySelector(".demo-banner")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Page.All, element => element.Attributes.Any(attribute => attribute.Name == "style" || attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        var ids = page.Page.All.Select(element => element.Id).Where(id => !string.IsNullOrEmpty(id)).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal("nosniff", page.Response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", page.Response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("no-referrer", page.Response.Headers.GetValues("Referrer-Policy").Single());
        var policy = page.Response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_address_on_the_first_pages_leads_somewhere()
    {
        using var citizen = server.Visit();
        var pages = new[] { await citizen.OpenAsync("/"), await citizen.OpenAsync("/citizen/write"), await citizen.OpenAsync("/citizen/find") };

        // The desk asks to sign in first and has its own scenarios.
        var addresses = pages.SelectMany(page => page.Page.QuerySelectorAll("a[href^='/'], link[href^='/'], script[src]"))
            .Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!).Where(address => address != "/desk").Distinct().ToList();

        foreach (var address in addresses)
        {
            using var answer = await citizen.GetAsync(address);

            Assert.True(answer.IsSuccessStatusCode, $"{address} answers {(int)answer.StatusCode}");
        }

        Assert.Contains("/accessibility", addresses);
    }

    [Fact]
    public async Task A_form_posted_to_an_address_that_does_not_exist_gets_a_page_that_helps()
    {
        using var citizen = server.Visit();

        var page = await citizen.PostAsync(new Uri(server.Address, "/nothing"), new Dictionary<string, string> { ["Body"] = "x" });

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("Cette page n’existe pas", page.Heading);
    }

    public static TheoryData<string, string> FormsThatCannotBeRead => new()
    {
        { "application/x-www-form-urlencoded", "Body=a%00b" },
        { "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 2000).Select(number => $"a{number}=1")) },
        { "application/x-www-form-urlencoded", "Body=" + new string('a', 4_200_000) },
        { "multipart/form-data", "xx" },
        { "multipart/form-data; boundary=zz", "--zz\r\nContent-Disposition: form-data; name=\"Body\"\r\n\r\nabc" },
        { "application/json", "{}" },
    };

    [Theory, MemberData(nameof(FormsThatCannotBeRead), DisableDiscoveryEnumeration = true)]
    public async Task A_form_that_cannot_be_read_gets_a_page_that_helps(string type, string body)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);

        using var answer = await client.PostAsync(new Uri("/citizen/write", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<h1", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
