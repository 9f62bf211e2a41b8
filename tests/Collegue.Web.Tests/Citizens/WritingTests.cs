using System.Net;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Citizens;

public sealed class WritingTests(ProductServer server) : IClassFixture<ProductServer>
{
    private const string Commune = "sainte-amarelle";
    private static readonly byte[] Pdf = "%PDF-1.4 a paper"u8.ToArray();

    [Fact]
    public async Task A_message_becomes_a_case_with_a_number_and_a_secret_link()
    {
        using var citizen = server.Visit();

        var received = await citizen.WriteAsync(email: "camille@boite.example", files: new UploadedFile("piece.pdf", Pdf));

        Assert.Equal(HttpStatusCode.OK, received.Status);
        Assert.Equal("Votre message est bien arrivé", received.Heading);
        var token = CitizenSteps.TokenOn(received);
        Assert.Equal(received.Address.AbsolutePath, $"/citizen/received/{token}");
        Assert.Equal($"{server.Address.GetLeftPart(UriPartial.Authority)}/citizen/case/{token}", received.Page.QuerySelector(".secret-link a")!.GetAttribute("href"));
        var number = CitizenSteps.NumberOn(received);
        var stored = await server.ReadAsync(Commune, db => db.Cases.Include(row => row.Messages).ThenInclude(row => row.Attachments).SingleAsync(row => row.Number == number));
        Assert.Equal(token, stored.TrackingToken);
        Assert.Equal(CitizenSteps.Question, Assert.Single(stored.Messages).Body);
        Assert.Equal("piece.pdf", Assert.Single(stored.Messages[0].Attachments).FileName);
        var letter = await server.ReadAsync(Commune, db => db.OutboxMessages.SingleAsync(row => row.CaseId == stored.Id && row.Subject.StartsWith("Votre demande")));
        Assert.Equal("camille@boite.example", letter.Recipient);
        Assert.Contains($"{server.Address.GetLeftPart(UriPartial.Authority)}/citizen/case/{token}", letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incomplete_form_comes_back_with_a_summary_and_everything_that_was_typed()
    {
        using var citizen = server.Visit();
        var form = await citizen.OpenAsync("/citizen/write");

        var again = await citizen.SendAsync(form, "Body", new Dictionary<string, string>
        {
            ["Body"] = " \r\n ",
            ["Name"] = "Noé d’Été",
            ["Email"] = "noe@",
            ["Phone"] = "bonjour",
            ["Language"] = "en",
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.StartsWith("Erreur", again.Page.Title, StringComparison.Ordinal);
        var summary = again.Page.QuerySelector(".error-summary")!;
        Assert.Equal(("-1", true, "alert"), (summary.GetAttribute("tabindex"), summary.HasAttribute("autofocus"), summary.GetAttribute("role")));
        Assert.Equal(["#Body", "#Email", "#Phone"], summary.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.All(summary.QuerySelectorAll("a"), link => Assert.Equal("true", again.Page.QuerySelector(link.GetAttribute("href")!)!.GetAttribute("aria-invalid")));
        Assert.Contains("Email-error", again.Page.QuerySelector("#Email")!.GetAttribute("aria-describedby")!.Split(' '));
        Assert.Equal(("Noé d’Été", "noe@", "bonjour"), (again.ValueOf("Name"), again.ValueOf("Email"), again.ValueOf("Phone")));
        Assert.Equal("en", again.Page.QuerySelector("input[name=Language][checked]")!.GetAttribute("value"));
        Assert.Equal(form.ValueOf("SubmissionId"), again.ValueOf("SubmissionId"));
    }

    [Fact]
    public async Task The_same_form_sent_twice_at_once_makes_one_case()
    {
        using var citizen = server.Visit();
        var form = await citizen.OpenAsync("/citizen/write");
        var typed = new Dictionary<string, string> { ["Body"] = "Le lampadaire de la rue est éteint." };

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => citizen.SendAsync(form, "Body", typed)));

        Assert.Single(sent.Select(CitizenSteps.NumberOn).Distinct());
        Assert.Equal(1, await server.ReadAsync(Commune, db => db.Messages.CountAsync(row => row.Body == typed["Body"])));
    }

    [Fact]
    public async Task A_form_mended_after_going_back_is_not_taken_for_the_first_one()
    {
        using var citizen = server.Visit();
        var form = await citizen.OpenAsync("/citizen/write");

        var first = await citizen.SendAsync(form, "Body", new Dictionary<string, string> { ["Body"] = "Première version." });
        var second = await citizen.SendAsync(form, "Body", new Dictionary<string, string> { ["Body"] = "Seconde version." });

        Assert.NotEqual(CitizenSteps.NumberOn(first), CitizenSteps.NumberOn(second));
        Assert.Equal(1, await server.ReadAsync(Commune, db => db.Messages.CountAsync(row => row.Body == "Seconde version.")));
    }

    [Theory]
    [InlineData("virus.exe", "MZ")]
    [InlineData("page.html", "<!doctype html><p>bonjour")]
    [InlineData("photo.png", "<!doctype html><script>alert(1)</script>")]
    [InlineData("vide.txt", "")]
    public async Task A_file_that_is_not_what_is_accepted_is_refused_by_name_and_the_text_kept(string name, string content)
    {
        using var citizen = server.Visit();

        var again = await citizen.WriteAsync("Voici ma pièce.", files: new UploadedFile(name, System.Text.Encoding.UTF8.GetBytes(content)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains(name, Assert.Single(again.Problems), StringComparison.Ordinal);
        Assert.Equal("Voici ma pièce.", again.ValueOf("Body"));
        Assert.Contains("choisissez-les de nouveau", again.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6_000_000)]
    [InlineData(60_000_000)]
    public async Task A_file_too_large_is_refused_and_the_text_kept(int size)
    {
        using var citizen = server.Visit();

        var again = await citizen.WriteAsync("Voici un film.", files: new UploadedFile("film.pdf", [.. Pdf, .. new byte[size]]));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("trop lourd", Assert.Single(again.Problems), StringComparison.Ordinal);
        Assert.Equal("Voici un film.", again.ValueOf("Body"));
    }

    [Fact]
    public async Task Too_many_files_are_refused()
    {
        using var citizen = server.Visit();

        var again = await citizen.WriteAsync(files: Enumerable.Range(1, 9).Select(index => new UploadedFile($"p{index}.pdf", Pdf)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("Trop de fichiers", Assert.Single(again.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_page_gives_the_text_back_with_a_form_that_works()
    {
        using var citizen = server.Visit();
        var form = await citizen.OpenAsync("/citizen/write");
        using var elsewhere = server.Visit();

        var again = await elsewhere.SendAsync(form, "Body", new Dictionary<string, string> { ["Body"] = "Écrit pendant une heure." });
        var received = await elsewhere.SendAsync(again, "Body");

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal("Écrit pendant une heure.", again.ValueOf("Body"));
        Assert.Equal("Votre message est bien arrivé", received.Heading);
    }

    [Fact]
    public async Task The_prefix_of_an_organisation_makes_a_case_there_and_links_that_stay_there()
    {
        using var citizen = server.Visit("/o/val-d-amarelle");

        var received = await citizen.WriteAsync("Mon bac de tri est cassé.");

        Assert.Equal(1, await server.ReadAsync("val-d-amarelle", db => db.Messages.CountAsync(row => row.Body == "Mon bac de tri est cassé.")));
        Assert.Equal(0, await server.ReadAsync(Commune, db => db.Messages.CountAsync(row => row.Body == "Mon bac de tri est cassé.")));
        Assert.Contains("/o/val-d-amarelle/citizen/case/", received.Page.QuerySelector(".secret-link a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Val d'Amarelle", received.Page.QuerySelector(".site-name")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task English_is_chosen_by_a_link_that_comes_back_to_the_page()
    {
        using var citizen = server.Visit();
        var french = await citizen.OpenAsync("/citizen/write");
        var link = french.Page.QuerySelector(".site-nav a[hreflang=en]")!;

        var english = await citizen.OpenAsync(link.GetAttribute("href")!);
        var received = await citizen.SendAsync(english, "Body", new Dictionary<string, string> { ["Body"] = "The street lamp is broken." });

        Assert.Equal("/citizen/write", english.Address.AbsolutePath);
        Assert.Equal("en", english.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Write a message", english.Heading);
        Assert.Equal("Your message has arrived", received.Heading);
        var number = CitizenSteps.NumberOn(received);
        Assert.Equal("en", await server.ReadAsync(Commune, db => db.Cases.Where(row => row.Number == number).Select(row => row.Language).SingleAsync()));
    }
}
