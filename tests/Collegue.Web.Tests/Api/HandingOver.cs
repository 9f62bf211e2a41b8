using System.Net;
using System.Text;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Api;

public sealed class HandingOverOnSqlite(ProgramServer server) : HandingOver(server), IClassFixture<ProgramServer>;

public sealed class HandingOverOnPostgres(PostgresProgramServer server) : HandingOver(server), IClassFixture<PostgresProgramServer>;

public abstract class HandingOver(ProgramServer server)
{
    private const string Request = """
        {"message":"Bonjour, comment refaire ma carte ?","contact":{"name":"Ana Lopes","email":"ana@courriel.example","phone":"06 39 98 00 09","postal_address":"3 rue du Puits\n00000 Bourg"},
         "language":"fr","reply_by":"letter","on_behalf":{"name":"Léo Lopes","quality":"relative","consent":"said"},
         "files":[{"name":"note.txt","content":"Qm9uam91cg=="}]}
        """;

    [Fact]
    public async Task A_request_is_a_case_on_disk_once_however_often_it_is_sent()
    {
        using var portal = await server.ProgramAsync("cases");

        var first = await SendAsync(portal, "dossier-1", Request);
        var again = await SendAsync(portal, "dossier-1", Request);
        var other = await SendAsync(portal, "dossier-1", Request.Replace("ma carte", "mon passeport", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Created, first.Status);
        var number = first["number"].GetString()!;
        Assert.Equal($"/api/cases/{number}", first.Response.Headers.Location!.OriginalString);
        Assert.EndsWith($"/citizen/case/{first["tracking_token"].GetString()}", first["tracking_link"].GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, number), (again.Status, again["number"].GetString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        var stored = await server.ReadAsync(ProgramServer.Town, db => db.Cases.Include(row => row.Messages).ThenInclude(row => row.Attachments).SingleAsync(row => row.Number == number));
        var proxy = await server.ReadAsync(ProgramServer.Town, db => db.CaseProxies.SingleAsync(row => row.CaseId == stored.Id));
        Assert.Equal((Channel.Api, ReplyChannel.Letter, "Ana Lopes"), (stored.Channel, stored.ReplyBy, stored.CitizenName));
        Assert.Equal("note.txt", Assert.Single(Assert.Single(stored.Messages).Attachments).FileName);
        Assert.Equal((ProxyQuality.Relative, ProxyConsent.Said), (proxy.Quality, proxy.Consent));
    }

    [Fact]
    public async Task The_same_idempotency_key_of_another_program_is_another_request()
    {
        using var one = await server.ProgramAsync("cases");
        using var two = await server.ProgramAsync("cases");

        var first = await SendAsync(one, "partagé", Request);
        var second = await SendAsync(two, "partagé", Request);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, second.Status));
        Assert.NotEqual(first["number"].GetString(), second["number"].GetString());
    }

    [Fact]
    public async Task A_form_carries_the_request_and_its_files()
    {
        using var portal = await server.ProgramAsync("cases");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("{\"message\":\"Voir la pièce jointe.\"}"), "request" },
            { new ByteArrayContent("%PDF-1.7"u8.ToArray()), "files", "scan.pdf" },
        };
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/cases") { Content = form };
        message.Headers.Add("Idempotency-Key", "formulaire-1");

        var answer = await Calling.AnswerAsync(await portal.SendAsync(message, TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal("application/pdf", await server.ReadAsync(ProgramServer.Town, db => db.Attachments.Where(row => row.FileName == "scan.pdf").Select(row => row.ContentType).SingleAsync()));
    }

    [Fact]
    public async Task Whoever_has_the_secret_follows_the_case_and_nobody_else()
    {
        using var portal = await server.ProgramAsync("cases");
        using var neighbour = await server.ProgramAsync("cases", ProgramServer.Neighbour);
        var given = await SendAsync(portal, "suivi-1", Request);
        var (address, token) = ($"/api/cases/{given["number"].GetString()}", given["tracking_token"].GetString()!);

        var status = await FollowAsync(portal, address, token);
        var wrong = await FollowAsync(portal, address, new string('0', 40));
        var none = await portal.ReadAsync(address);
        var elsewhere = await FollowAsync(neighbour, address, token);

        Assert.Equal(HttpStatusCode.OK, status.Status);
        Assert.Contains(status["status"].GetString(), (string[])["received", "to_review"]);
        Assert.Equal(0, status["replies"].GetArrayLength());
        Assert.True(status.Response.Headers.CacheControl!.NoStore);
        Assert.All([wrong, none, elsewhere], answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status));
    }

    [Fact]
    public async Task Refusals_are_problem_documents_that_name_the_fields()
    {
        using var portal = await server.ProgramAsync("cases");
        using var reader = await server.ProgramAsync("read");
        using var nobody = server.ProgramWith(null);

        var invalid = await SendAsync(portal, "faux-1", """{"message":" ","contact":{"email":"x"},"reply_by":"phone","on_behalf":{"name":"L","quality":"cousin"}}""");
        var empty = await SendAsync(portal, "faux-2", """{"message":" ","contact":{"email":"x"},"reply_by":"phone","files":[{"name":"a.exe","content":"AA=="}]}""");
        var unread = await SendAsync(portal, "faux-3", "{\"message\":");
        var base64 = await SendAsync(portal, "faux-4", """{"message":"Bonjour","files":[{"name":"a.txt","content":"***"}]}""");
        var keyless = await portal.SendAsync(HttpMethod.Post, "/api/cases", Request);
        var readOnly = await SendAsync(reader, "lecteur", Request);
        var anonymous = await SendAsync(nobody, "personne", Request);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (invalid.Status, invalid.MediaType));
        Assert.Contains("relative, aidants_connect", invalid["errors"].GetProperty("on_behalf.quality")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(["contact.email", "contact.phone", "files", "message"], empty["errors"].EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.All([unread, base64, keyless], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.Status));
        Assert.Equal(HttpStatusCode.Forbidden, readOnly.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.Status);
    }

    [Fact]
    public async Task The_description_tells_how_to_hand_over_a_request()
    {
        using var nobody = server.ProgramWith(null);

        var description = await nobody.ReadAsync("/api/openapi.json");

        var post = description["paths"].GetProperty("/api/cases").GetProperty("post");
        Assert.True(post.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        Assert.Contains(post.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");
        Assert.True(post.GetProperty("responses").TryGetProperty("201", out _));
        Assert.True(description["paths"].TryGetProperty("/api/cases/{number}", out _));
    }

    private static async Task<Answer> SendAsync(HttpClient portal, string key, string json)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/cases", UriKind.Relative)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        message.Headers.TryAddWithoutValidation("Idempotency-Key", Uri.EscapeDataString(key));
        return await Calling.AnswerAsync(await portal.SendAsync(message, TestContext.Current.CancellationToken));
    }

    private static async Task<Answer> FollowAsync(HttpClient portal, string address, string token)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        message.Headers.Add("Tracking-Token", token);
        return await Calling.AnswerAsync(await portal.SendAsync(message, TestContext.Current.CancellationToken));
    }
}
