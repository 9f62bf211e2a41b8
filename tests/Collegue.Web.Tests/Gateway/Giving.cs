using System.Net;
using System.Text;
using Collegue.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Gateway;

public sealed class Giving(ProgramServer server) : GivingContract(server), IClassFixture<ProgramServer>;

public sealed class GivingOnPostgres(PostgresProgramServer server) : GivingContract(server), IClassFixture<PostgresProgramServer>;

public abstract class GivingContract(ProgramServer server)
{
    private const string All = "read-for-agents,write";

    [Fact]
    public async Task A_file_given_is_found_and_once_deleted_it_is_gone()
    {
        using var program = await server.ProgramAsync(All);
        var collection = (await program.PostAsync("/v1/collections", new { name = "Délibérations", unknown = true })).Id;

        var given = await program.GiveAsync(
            collection, "règlement de la médiathèque.txt", "Les lecteurs empruntent six ouvrages pendant trois semaines.", """{"source_title":"Règlement","page":3}""");
        await server.IndexAsync();
        var found = await program.PostAsync("/v1/search", new { query = "emprunter des ouvrages", collection_ids = new[] { collection }, method = "lexical" });
        var document = await program.ReadAsync($"/v1/documents/{given.Id}");
        var chunk = await program.ReadAsync($"/v1/documents/{given.Id}/chunks/0");
        var deleted = await program.SendAsync(HttpMethod.Delete, $"/v1/documents/{given.Id}");
        await server.IndexAsync();
        var after = await program.PostAsync("/v1/search", new { query = "emprunter des ouvrages", collection_ids = new[] { collection }, method = "lexical" });

        Assert.Equal(HttpStatusCode.Created, given.Status);
        Assert.Equal($"/v1/documents/{given.Id}", given.Response.Headers.Location!.ToString());
        Assert.Equal("règlement de la médiathèque.txt", document["name"].GetString());
        Assert.Equal((collection, 1, "document"), (document["collection_id"].GetInt64(), document["chunks"].GetInt32(), document["object"].GetString()));
        var hit = Assert.Single(found.Data);
        Assert.Equal("lexical", hit.GetProperty("method").GetString());
        Assert.Equal(chunk.Json.GetRawText(), hit.GetProperty("chunk").GetRawText());
        Assert.Equal("""{"source_title":"Règlement","page":3}""", chunk["metadata"].GetRawText());
        Assert.Equal("Les lecteurs empruntent six ouvrages pendant trois semaines.", chunk["content"].GetString());
        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
        Assert.Empty(after.Data);
        Assert.Equal("document_not_found", (await program.ReadAsync($"/v1/documents/{given.Id}")).Code);
        Assert.Equal("document_not_found", (await program.ReadAsync($"/v1/documents/{given.Id}/chunks")).Code);
    }

    [Fact]
    public async Task Two_files_of_one_name_given_at_once_leave_one_document_whole()
    {
        using var program = await server.ProgramAsync(All);
        var collection = (await program.PostAsync("/v1/collections", new { name = "À deux" })).Id;

        var given = await Task.WhenAll(Enumerable.Range(0, 4).Select(at => program.GiveAsync(collection, "horaires.txt", $"La mairie ouvre à {at + 8} heures.")));
        var documents = await program.ReadAsync($"/v1/documents?collection_id={collection}");
        var text = (await program.ReadAsync($"/v1/documents/{given[0].Id}/chunks")).Data[0].GetProperty("content").GetString()!;

        Assert.All(given, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(given.Select(answer => answer.Id).Distinct());
        Assert.Equal([$"{given[0].Id}"], documents.Each("data", "id"));
        Assert.Matches("^La mairie ouvre à (8|9|10|11) heures.$", text);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_does_not_take_the_place_of_one_that_can()
    {
        using var program = await server.ProgramAsync(All);
        var collection = (await program.PostAsync("/v1/collections", new { name = "Remplacement" })).Id;
        var good = await program.GiveAsync(collection, "avis.txt", "La rue est fermée lundi.");

        var bad = await program.GiveAsync(collection, "avis.txt", [0, 1, 2, 3, 0, 0, 255, 254]);
        var fresh = await program.GiveAsync(collection, "autre.pdf", "Ceci n'est pas un PDF.");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unreadable_file"), (bad.Status, bad.Code));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unreadable_file"), (fresh.Status, fresh.Code));
        Assert.Equal("La rue est fermée lundi.", (await program.ReadAsync($"/v1/documents/{good.Id}/chunks")).Data[0].GetProperty("content").GetString());
        Assert.Equal(["avis.txt"], await server.ReadAsync(ProgramServer.Town, db => db.UploadedFiles.Where(row => row.Name == "avis.txt" || row.Name == "autre.pdf").Select(row => row.Name).ToListAsync()));
    }

    [Fact]
    public async Task Five_megabytes_are_read_and_seven_are_too_many_here()
    {
        using var program = await server.ProgramAsync(All);
        var collection = (await program.PostAsync("/v1/collections", new { name = "Gros" })).Id;
        var paragraph = string.Concat(Enumerable.Repeat("Le conseil municipal approuve le budget de la commune. ", 20)) + "\n\n";

        var five = await program.GiveAsync(collection, "cinq.txt", string.Concat(Enumerable.Repeat(paragraph, 5_000_000 / paragraph.Length)));
        var pages = await program.ReadAsync($"/v1/documents/{five.Id}/chunks?limit=100&offset=100");
        var seven = await program.GiveAsync(collection, "sept.txt", new byte[6 * 1024 * 1024 + 1000]);
        var json = await program.SendAsync(HttpMethod.Post, "/v1/search", $$"""{"query":"{{new string('a', 300_000)}}"}""");

        Assert.Equal(HttpStatusCode.Created, five.Status);
        Assert.Equal(Enumerable.Range(100, 100).Select(at => $"{at}"), pages.Each("data", "id"));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "file_too_large"), (seven.Status, seven.Code));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "request_too_large"), (json.Status, json.Code));
    }

    [Theory]
    [InlineData("programme.exe", "x", null, "unsupported_file_type")]
    [InlineData("vide.txt", "", null, "invalid_value")]
    [InlineData("a.txt", "Bonjour.", "{test}", "invalid_value")]
    [InlineData("a.txt", "Bonjour.", "{}", "invalid_value")]
    [InlineData("a.txt", "Bonjour.", "[1]", "invalid_value")]
    [InlineData("a.txt", "Bonjour.", """{"a":{"b":1}}""", "invalid_value")]
    public async Task What_cannot_be_kept_is_refused_with_its_reason(string name, string text, string? metadata, string code)
    {
        using var program = await server.ProgramAsync(All);
        var collection = (await program.PostAsync("/v1/collections", new { name = "Refus" })).Id;

        var answer = await program.GiveAsync(collection, name, text, metadata);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Code));
        Assert.Empty((await program.ReadAsync($"/v1/documents?collection_id={collection}")).Data);
    }

    [Fact]
    public async Task A_form_without_file_or_collection_and_a_body_that_is_no_form_are_refused()
    {
        using var program = await server.ProgramAsync(All);
        using var empty = new MultipartFormDataContent { { new StringContent("1"), "collection" }, { new StringContent("x"), "name" } };
        using var lost = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("x")), "file", "x.txt" } };
        async Task<Answer> SendAsync(HttpContent content) =>
            await Calling.AnswerAsync(await program.PostAsync(new Uri("/v1/documents", UriKind.Relative), content, TestContext.Current.CancellationToken));

        Assert.Equal("file", (await SendAsync(empty))["error"].GetProperty("param").GetString());
        Assert.Equal("collection_id", (await SendAsync(lost))["error"].GetProperty("param").GetString());
        var json = await program.PostAsync("/v1/documents", new { collection = 1 });
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_content_type"), (json.Status, json.Code));
        Assert.Equal("collection_not_found", (await program.GiveAsync(999_999, "a.txt", "Bonjour.")).Code);
    }
}
