using System.Net;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Citizens;

public sealed class TrackingTests(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = "sainte-amarelle";

    [Fact]
    public async Task The_page_says_where_the_request_stands_and_nothing_may_keep_it()
    {
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync("Où en est ma demande ?"));

        var page = await citizen.OpenAsync($"/citizen/case/{token}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotNull(page.Page.QuerySelector(".steps [aria-current=step]"));
        Assert.Contains("Où en est ma demande ?", page.Page.QuerySelector(".as-typed")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Votre demande a été reçue", page.Page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("no-store", page.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("noindex, nofollow", page.Response.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("no-referrer", page.Response.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task What_was_written_is_shown_as_text()
    {
        const string Attack = "<script>alert('a')</script><img src=x onerror=alert(1)>\n\n\"'>";
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync(Attack));

        var page = await citizen.OpenAsync($"/citizen/case/{token}");

        Assert.Equal(Attack, page.Page.QuerySelector(".as-typed")!.TextContent);
        Assert.Empty(page.Page.QuerySelectorAll("img, script:not([src])"));
    }

    [Fact]
    public async Task A_joined_file_comes_back_as_a_download_only()
    {
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync(files: new UploadedFile("note d’été.txt", "<script>alert(1)</script>"u8.ToArray())));
        var page = await citizen.OpenAsync($"/citizen/case/{token}");

        using var download = await citizen.GetAsync(page.Page.QuerySelector("a[download]")!.GetAttribute("href")!);

        Assert.Equal(HttpStatusCode.OK, download.StatusCode);
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("note d’été.txt", download.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("text/plain", download.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", download.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("<script>alert(1)</script>", await download.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_is_not_given_with_the_link_of_another_case()
    {
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync("Avec pièce.", files: new UploadedFile("a.txt", "secret"u8.ToArray())));
        var other = CitizenSteps.TokenOn(await citizen.WriteAsync("Sans pièce."));
        var address = (await citizen.OpenAsync($"/citizen/case/{token}")).Page.QuerySelector("a[download]")!.GetAttribute("href")!;

        using var refused = await citizen.GetAsync(address.Replace(token, other, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Asking_for_a_human_is_one_button_and_is_confirmed_with_the_phone()
    {
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync("Je préfère parler."));
        var page = await citizen.OpenAsync($"/citizen/case/{token}");

        var confirmed = await citizen.SendAsync(page, "handler=Human");

        Assert.Equal(HttpStatusCode.OK, confirmed.Status);
        Assert.Contains("05 36 49 10 00", confirmed.Page.QuerySelector(".notice--success[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Vous avez demandé à parler à quelqu’un", confirmed.Page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.True(await server.ReadAsync(Commune, db => db.Cases.Where(row => row.TrackingToken == token).Select(row => row.HumanRequested).SingleAsync()));
    }

    [Fact]
    public async Task A_message_is_added_and_an_empty_one_comes_back()
    {
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync("Premier."));
        var page = await citizen.OpenAsync($"/citizen/case/{token}");

        var empty = await citizen.SendAsync(page, "Body", files: new UploadedFile("x.txt", "x"u8.ToArray()));
        var added = await citizen.SendAsync(empty, "Body", new Dictionary<string, string> { ["Body"] = "Second." });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Equal("#Body", empty.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, added.Status);
        Assert.Equal(["Premier.", "Second."], added.Page.QuerySelectorAll(".as-typed").Select(item => item.TextContent));
        Assert.Contains("ajouté", added.Page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_is_shown_with_the_service_that_sent_it_and_never_the_agent_and_can_be_rated()
    {
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync("Quels sont vos horaires ?"));
        await ReplyAsync(token, "Bonjour,\nnous ouvrons à 8 h 30.");

        var page = await citizen.OpenAsync($"/citizen/case/{token}");
        var rated = await citizen.SendAsync(page, "Answer", new Dictionary<string, string> { ["Answer"] = "Partly" });

        Assert.Contains("nous ouvrons à 8 h 30.", page.Page.QuerySelector(".letter--reply")!.TextContent, StringComparison.Ordinal);
        Assert.Matches(@"Écrite par : ([^.]+, )?Commune de Sainte-Amarelle\.", page.Text);
        Assert.DoesNotContain("Essai Agent", page.Html, StringComparison.Ordinal);
        Assert.Equal("Partly", rated.Page.QuerySelector("input[name=Answer][checked]")!.GetAttribute("value"));
        Assert.Equal(SatisfactionAnswer.Partly, await server.ReadAsync(Commune, db => db.Satisfactions
            .Where(row => db.Cases.Any(subject => subject.Id == row.CaseId && subject.TrackingToken == token)).Select(row => row.Answer).SingleAsync()));
    }

    [Fact]
    public async Task An_opinion_without_an_answer_is_asked_again()
    {
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync("Une question."));
        await ReplyAsync(token, "Une réponse.");
        var page = await citizen.OpenAsync($"/citizen/case/{token}");

        var again = await citizen.SendAsync(page, "Answer");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal("#Answer", again.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/citizen/case/0000000000000000000000000000000000000000")]
    [InlineData("/citizen/received/0000000000000000000000000000000000000000")]
    public async Task An_unknown_link_gets_a_page_that_helps(string path)
    {
        using var citizen = server.Visit();

        var page = await citizen.OpenAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("Ce lien n’ouvre aucune demande", page.Heading);
        Assert.NotNull(page.Page.QuerySelector("a[href='/citizen/find']"));
    }

    [Fact]
    public async Task A_case_is_not_seen_under_the_address_of_another_organisation()
    {
        using var citizen = server.Visit();
        var token = CitizenSteps.TokenOn(await citizen.WriteAsync("Pour la commune seulement."));
        using var elsewhere = server.Visit("/o/val-d-amarelle");

        var page = await elsewhere.OpenAsync($"/citizen/case/{token}");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.DoesNotContain("Pour la commune seulement.", page.Html, StringComparison.Ordinal);
    }

    private Task ReplyAsync(string token, string text) => server.DoAsync(Commune, async services =>
    {
        var db = services.GetRequiredService<CollegueDb>();
        var subject = await db.Cases.AsNoTracking().Include(row => row.Messages).SingleAsync(row => row.TrackingToken == token);
        var agent = await db.Memberships.Select(row => row.AgentId).FirstAsync();
        var outcome = await services.GetRequiredService<ReviewDesk>().SendAsync(
            subject.Id, null, subject.Revision, subject.Messages[0].Id, text, new ActingAgent(agent, "Essai Agent"), link => link, null, TestContext.Current.CancellationToken);
        Assert.IsType<DeskOutcome.Done>(outcome);
    });
}
