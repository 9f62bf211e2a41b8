using System.Net;
using System.Text.Json;
using Collegue.Web.Tests.Api;
using Xunit;

namespace Collegue.Web.Tests.Gateway;

public sealed class Collections(ProgramServer server) : IClassFixture<ProgramServer>
{
    [Fact]
    public async Task A_collection_is_created_read_changed_and_deleted()
    {
        using var program = await server.ProgramAsync("read-for-agents,write");

        var created = await program.PostAsync("/v1/collections", new { name = " Élections 2026 ", description = "Bureaux de vote" });
        var read = await program.ReadAsync($"/v1/collections/{created.Id}");
        await program.GiveAsync(created.Id, "bureaux.txt", "Le bureau numéro un est à la mairie.");
        var changed = await program.SendAsync(HttpMethod.Patch, $"/v1/collections/{created.Id}", """{"name":"Scrutins","visibility":"public"}""");
        var after = await program.ReadAsync($"/v1/collections/{created.Id}");
        var deleted = await program.SendAsync(HttpMethod.Delete, $"/v1/collections/{created.Id}");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal(["object", "id", "name", "owner", "description", "visibility", "created", "updated", "documents"], read.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("Élections 2026", "Bureaux de vote", "private", "bourg", "collection"), Facts(read));
        Assert.Equal(HttpStatusCode.NoContent, changed.Status);
        Assert.Equal(("Scrutins", "Bureaux de vote", "public", "bourg", "collection"), Facts(after));
        Assert.Equal(1, after["documents"].GetInt32());
        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
        Assert.Equal("collection_not_found", (await program.ReadAsync($"/v1/collections/{created.Id}")).Code);
        Assert.Equal("collection_not_found", (await program.SendAsync(HttpMethod.Delete, $"/v1/collections/{created.Id}")).Code);
    }

    [Fact]
    public async Task Two_collections_may_have_one_name()
    {
        using var program = await server.ProgramAsync("read,write");

        var first = await program.PostAsync("/v1/collections", new { name = "Même nom", visibility = "public" });
        var second = await program.PostAsync("/v1/collections", new { name = "Même nom", visibility = "public" });
        var found = await program.ReadAsync("/v1/collections?name=M%C3%AAme%20nom");

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal([$"{first.Id}", $"{second.Id}"], found.Each("data", "id"));
    }

    [Fact]
    public async Task Pages_of_collections_and_documents_do_not_overlap()
    {
        using var program = await server.ProgramAsync("read-for-agents,write");
        for (var at = 0; at < 5; at++)
        {
            await program.PostAsync("/v1/collections", new { name = $"Page {at}" });
        }

        var all = (await program.ReadAsync("/v1/collections?limit=100")).Each("data", "id").ToList();
        var pages = (await program.ReadAsync("/v1/collections?limit=4")).Each("data", "id").Concat((await program.ReadAsync("/v1/collections?limit=4&offset=4")).Each("data", "id"));
        var acts = await server.NumberAsync("actes");
        var documents = (await program.ReadAsync($"/v1/documents?collection_id={acts}")).Each("data", "id")
            .Concat((await program.ReadAsync($"/v1/documents?collection={acts}&offset=10&limit=100")).Each("data", "id")).ToList();

        Assert.Equal(all[..8], pages);
        Assert.Equal(ProgramServer.Acts, documents.Distinct().Count());
        Assert.Equal(ProgramServer.Acts, documents.Count);
        Assert.Equal(10, (await program.ReadAsync($"/v1/documents?collection_id={acts}")).Data.Count);
    }

    [Fact]
    public async Task Rights_hold_for_numbers_too()
    {
        using var reader = await server.ProgramAsync("read,write");
        using var agents = await server.ProgramAsync("read-for-agents");
        var notes = await server.NumberAsync("notes");
        var secrets = await server.NumberAsync("secrets", ProgramServer.Neighbour);

        Assert.Equal("collection_not_found", (await reader.ReadAsync($"/v1/collections/{notes}")).Code);
        Assert.Equal("collection_not_found", (await reader.PostAsync("/v1/search", new { query = "portail", collections = new[] { notes } })).Code);
        Assert.Equal("private", (await agents.ReadAsync($"/v1/collections/{notes}"))["visibility"].GetString());
        Assert.Equal("collection_not_found", (await agents.ReadAsync($"/v1/collections/{secrets}")).Code);
        Assert.Empty((await agents.ReadAsync($"/v1/documents?collection_id={secrets}")).Data);
    }

    [Fact]
    public async Task What_a_parent_shares_is_read_but_not_written()
    {
        using var program = await server.ProgramAsync("read-for-agents,write");
        var shared = await server.NumberAsync("dechets", ProgramServer.Community);
        var document = (await program.ReadAsync($"/v1/documents?collection_id={shared}")).Data[0].GetProperty("id").GetInt64();

        Assert.Equal("communaute", (await program.ReadAsync($"/v1/collections/{shared}"))["owner"].GetString());
        foreach (var refused in (Answer[])
                 [
                     await program.GiveAsync(shared, "a.txt", "Bonjour."),
                     await program.SendAsync(HttpMethod.Patch, $"/v1/collections/{shared}", """{"name":"À moi"}"""),
                     await program.SendAsync(HttpMethod.Delete, $"/v1/collections/{shared}"),
                     await program.SendAsync(HttpMethod.Delete, $"/v1/documents/{document}"),
                     await program.GiveAsync(await server.NumberAsync("actes"), "a.txt", "Bonjour."),
                 ])
        {
            Assert.Equal((HttpStatusCode.Forbidden, "collection_read_only"), (refused.Status, refused.Code));
        }

        Assert.Equal(HttpStatusCode.OK, (await program.ReadAsync($"/v1/documents/{document}/chunks")).Status);
    }

    [Theory]
    [InlineData("""{"name":""", HttpStatusCode.BadRequest, "invalid_json", null)]
    [InlineData("", HttpStatusCode.BadRequest, "invalid_json", null)]
    [InlineData("[]", HttpStatusCode.UnprocessableEntity, "invalid_value", null)]
    [InlineData("""{"name":12}""", HttpStatusCode.UnprocessableEntity, "invalid_value", "name")]
    [InlineData("""{"name":" "}""", HttpStatusCode.UnprocessableEntity, "invalid_value", "name")]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity, "invalid_value", "name")]
    [InlineData("""{"name":"a","visibility":"secret"}""", HttpStatusCode.UnprocessableEntity, "invalid_value", "visibility")]
    public async Task A_body_that_cannot_be_understood_is_refused_in_the_dialect_of_the_contract(string body, HttpStatusCode status, string code, string? param)
    {
        using var program = await server.ProgramAsync("read-for-agents,write");

        var answer = await program.SendAsync(HttpMethod.Post, "/v1/collections", body);

        Assert.Equal((status, code, param), (answer.Status, answer.Code, answer["error"].GetProperty("param").GetString()));
    }

    [Theory]
    [InlineData("/v1/collections?limit=0", "limit")]
    [InlineData("/v1/collections?limit=101", "limit")]
    [InlineData("/v1/documents?offset=-1", "offset")]
    [InlineData("/v1/documents?limit=dix", "limit")]
    [InlineData("/v1/collections?order_by=taille", "order_by")]
    public async Task A_parameter_out_of_bounds_is_named(string path, string param)
    {
        using var program = await server.ProgramAsync("read");

        var answer = await program.ReadAsync(path);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, param), (answer.Status, answer["error"].GetProperty("param").GetString()));
    }

    private static (string?, string?, string?, string?, string?) Facts(Answer answer)
    {
        string? Text(string name) => answer[name] is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        return (Text("name"), Text("description"), Text("visibility"), Text("owner"), Text("object"));
    }
}
