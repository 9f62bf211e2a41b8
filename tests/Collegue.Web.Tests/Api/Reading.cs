using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Api;

public sealed class Reading(ProgramServer server) : IClassFixture<ProgramServer>
{
    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        using var nobody = server.ProgramWith(null);
        var keys = new List<string>();
        for (var page = 1; page <= 3; page++)
        {
            var answer = await nobody.ReadAsync($"/api/collections/actes/documents?page={page}&page_size=10");
            Assert.Equal((ProgramServer.Acts, page, 10), (answer["total"].GetInt32(), answer["page"].GetInt32(), answer["page_size"].GetInt32()));
            Assert.Equal(page == 3 ? 5 : 10, answer["items"].GetArrayLength());
            keys.AddRange(answer.Each("items", "key"));
        }

        Assert.Equal([.. Enumerable.Range(1, ProgramServer.Acts).Select(at => $"acte-{at:00}")], keys);
        Assert.Empty((await nobody.ReadAsync("/api/collections/actes/documents?page=4&page_size=10")).Each("items", "key"));
    }

    [Fact]
    public async Task Without_a_key_one_reads_what_citizens_read()
    {
        using var nobody = server.ProgramWith(null);

        Assert.Equal(["actes", "dechets", "melange"], (await nobody.ReadAsync("/api/collections")).Each("items", "slug"));
        Assert.Equal(["public"], (await nobody.ReadAsync("/api/collections/melange/documents")).Each("items", "key"));
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.ReadAsync("/api/collections/notes")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.ReadAsync("/api/documents/notes/accueil")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.ReadAsync("/api/documents/melange/interne")).Status);
        Assert.DoesNotContain("notes", (await nobody.ReadAsync("/api/search?q=salle+des+fêtes+portail&top=100")).Each("results", "document", "collection"));
        Assert.Empty((await nobody.ReadAsync("/api/search?q=rappeler+les+parents&collection=melange&mode=lexical")).Each("results", "document", "key"));
    }

    [Fact]
    public async Task A_key_for_agents_reads_what_is_for_agents_too()
    {
        using var program = await server.ProgramAsync("read-for-agents");

        Assert.Equal(["actes", "dechets", "melange", "notes"], (await program.ReadAsync("/api/collections")).Each("items", "slug"));
        Assert.Equal(["interne", "public"], (await program.ReadAsync("/api/collections/melange/documents")).Each("items", "key"));
        Assert.Equal("notes", (await program.ReadAsync("/api/search?q=code+du+portail")).Each("results", "document", "collection").First());
        Assert.Equal("interne", (await program.ReadAsync("/api/search?q=rappeler+les+parents")).Each("results", "document", "key").First());
    }

    [Fact]
    public async Task A_question_of_a_program_that_finds_nothing_is_kept_for_the_owners()
    {
        using var program = await server.ProgramAsync("read");
        using var nobody = server.ProgramWith(null);

        await program.ReadAsync("/api/search?q=Xylophone+zoologique&mode=lexical");
        await program.ReadAsync("/api/search?q=zoologique+xylophone&mode=lexical");
        await nobody.ReadAsync("/api/search?q=balalaïka+martienne&mode=lexical");
        await program.ReadAsync("/api/search?q=balalaïka+martienne&mode=lexical&collection=actes");
        await program.ReadAsync("/api/search?q=salle+des+fêtes&mode=lexical");

        var kept = Assert.Single(await server.ReadAsync(ProgramServer.Town, db => db.UnansweredQuestions.ToListAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(("Xylophone zoologique", 2), (kept.Text, kept.Times));
    }

    [Fact]
    public async Task The_key_decides_the_organisation_whatever_the_address_says_and_the_address_does_without()
    {
        using var program = await server.ProgramAsync("read", ProgramServer.Neighbour);
        using var nobody = server.ProgramWith(null);

        Assert.Equal(["dechets", "secrets"], (await program.ReadAsync("/api/collections")).Each("items", "slug"));
        Assert.Equal(["dechets", "secrets"], (await program.ReadAsync($"/o/{ProgramServer.Town}/api/collections")).Each("items", "slug"));
        Assert.Equal(["dechets", "secrets"], (await nobody.ReadAsync($"/o/{ProgramServer.Neighbour}/api/collections")).Each("items", "slug"));
        Assert.Equal(HttpStatusCode.NotFound, (await program.ReadAsync("/api/documents/actes/acte-01")).Status);
        Assert.All((await program.ReadAsync("/api/search?q=salle+des+fêtes")).Each("results", "document", "collection"), slug => Assert.Equal("secrets", slug));
    }

    [Fact]
    public async Task A_document_comes_with_its_passages_and_each_passage_by_its_id()
    {
        using var nobody = server.ProgramWith(null);

        var document = await nobody.ReadAsync("/api/documents/actes/acte-07");
        var passage = document["passages"][0];
        var alone = await nobody.ReadAsync($"/api/passages/{passage.GetProperty("id")}");

        Assert.Equal("Acte 07", document["document"].GetProperty("title").GetString());
        Assert.Equal("Le tarif numéro 7 de la salle des fêtes est de 70 €.", passage.GetProperty("text").GetString());
        Assert.Equal(passage.GetProperty("text").GetString(), alone["passage"].GetProperty("text").GetString());
        Assert.Equal("acte-07", alone["document"].GetProperty("key").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.ReadAsync("/api/passages/00000000-0000-8000-8000-000000000000")).Status);
    }

    [Fact]
    public async Task A_title_is_found_by_its_words_whatever_their_capitals()
    {
        using var nobody = server.ProgramWith(null);

        Assert.Equal(["public"], (await nobody.ReadAsync("/api/collections/melange/documents?q=écoles")).Each("items", "key"));
        Assert.Equal(["acte-12"], (await nobody.ReadAsync("/api/collections/actes/documents?q=ACTE+12")).Each("items", "key"));
    }

    [Fact]
    public async Task Search_says_why_each_result_came_when_asked()
    {
        using var nobody = server.ProgramWith(null);

        var first = (await nobody.ReadAsync("/api/search?q=bouteilles+en+verre&mode=lexical&explain=true"))["results"][0];
        var plain = (await nobody.ReadAsync("/api/search?q=bouteilles+en+verre&mode=lexical"))["results"][0];

        Assert.Equal("tri", first.GetProperty("document").GetProperty("key").GetString());
        Assert.Equal("dechets", first.GetProperty("document").GetProperty("collection").GetString());
        Assert.Equal(["bouteilles", "verre"], first.GetProperty("why").GetProperty("words").EnumerateArray().Select(word => word.GetProperty("asked").GetString()!));
        Assert.Contains("colonne verte", first.GetProperty("passages")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, plain.GetProperty("why").ValueKind);
        Assert.Equal(first.GetProperty("document").GetRawText(), plain.GetProperty("document").GetRawText());
        Assert.Equal(first.GetProperty("passages")[0].GetRawText(), plain.GetProperty("passages")[0].GetRawText());
    }

    [Theory]
    [InlineData("/api/search")]
    [InlineData("/api/search?q=%20")]
    [InlineData("/api/search?q=a&top=0")]
    [InlineData("/api/search?q=a&top=dix")]
    [InlineData("/api/search?q=a&mode=magique")]
    [InlineData("/api/collections?page=0")]
    [InlineData("/api/collections?page_size=101")]
    [InlineData("/api/collections/actes/documents?page=x")]
    public async Task What_makes_no_sense_is_a_problem_of_the_request(string path)
    {
        using var nobody = server.ProgramWith(null);

        var answer = await nobody.ReadAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Equal(400, answer["status"].GetInt32());
        Assert.NotEmpty(answer["detail"].GetString()!);
    }

    [Fact]
    public async Task Unknown_addresses_and_methods_are_problems_too()
    {
        using var nobody = server.ProgramWith(null);

        var unknown = await nobody.ReadAsync("/api/rien");
        var method = await nobody.SendAsync(HttpMethod.Delete, "/api/collections");

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (unknown.Status, unknown.MediaType));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"), (method.Status, method.MediaType));
    }

    [Fact]
    public async Task The_description_names_every_address_of_the_contracts()
    {
        using var nobody = server.ProgramWith(null);

        var paths = (await nobody.ReadAsync("/api/openapi.json"))["paths"].EnumerateObject().Select(path => path.Name).ToList();

        Assert.Contains("/api/search", paths);
        Assert.Contains("/api/documents/{collection}/{key}", paths);
        Assert.Contains("/v1/search", paths);
        Assert.Contains("/v1/documents/{id}/chunks/{chunk}", paths);
        Assert.Contains("/v1/chat/completions", paths);
        Assert.Contains("/v1/keys/{id}/rotate", paths);
        Assert.Contains("/v1/admin/departments", paths);
        Assert.Equal(
            ["/anonymize", "/embed", "/health", "/info", "/prod/run/ditp-get-data", "/prod/run/ditp-get-data/{id}", "/rerank"],
            paths.Where(path => !path.StartsWith("/api/", StringComparison.Ordinal) && !path.StartsWith("/v1/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
