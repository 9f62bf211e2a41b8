using System.Net;
using System.Text.Json;
using Collegue.Web.Tests.Api;
using Xunit;

namespace Collegue.Web.Tests.Gateway;

public sealed class Searching(ProgramServer server) : SearchingContract(server), IClassFixture<ProgramServer>;

public sealed class SearchingOnPostgres(PostgresProgramServer server) : SearchingContract(server), IClassFixture<PostgresProgramServer>;

public abstract class SearchingContract(ProgramServer server)
{
    [Theory]
    [InlineData("lexical")]
    [InlineData("semantic")]
    [InlineData("hybrid")]
    public async Task Pages_of_results_are_one_order_cut_in_pieces(string method)
    {
        using var program = await server.ProgramAsync("read");
        var acts = await server.NumberAsync("actes");
        async Task<IReadOnlyList<string>> PageAsync(int limit, int offset) => [.. (await program.PostAsync("/v1/search", new
        {
            query = "tarif de la salle des fêtes",
            collection_ids = new[] { acts },
            method,
            limit,
            offset,
        })).Data.Select(hit => $"{hit.GetProperty("chunk").GetProperty("document_id")}/{hit.GetProperty("chunk").GetProperty("id")} {hit.GetProperty("score")}")];

        var whole = await PageAsync(100, 0);
        var pieces = new List<string>();
        for (var offset = 0; offset < whole.Count; offset += 4)
        {
            pieces.AddRange(await PageAsync(4, offset));
        }

        Assert.Equal(ProgramServer.Acts, whole.Count);
        Assert.Equal(whole, pieces);
        Assert.Equal(whole.Count, whole.Select(hit => hit.Split(' ')[0]).Distinct().Count());
        Assert.Empty(await PageAsync(4, whole.Count));
    }

    [Fact]
    public async Task Several_passages_of_one_document_are_each_found_in_the_order_of_their_scores()
    {
        using var program = await server.ProgramAsync("read,write");
        var collection = (await program.PostAsync("/v1/collections", new { name = "Guide", visibility = "public" })).Id;
        var guide = string.Join("\n\n", Enumerable.Range(1, 6).Select(at => $"# Crèche {at}\n\nL'inscription à la crèche numéro {at} se fait au printemps auprès du service de la petite enfance."));
        var document = (await program.GiveAsync(collection, "guide.md", guide)).Id;
        await server.IndexAsync();

        var found = await program.PostAsync("/v1/search", new { query = "inscription à la crèche", document_ids = new[] { document } });
        var scores = found.Data.Select(hit => hit.GetProperty("score").GetDouble()).ToList();
        var above = await program.PostAsync("/v1/search", new { query = "inscription à la crèche", document_ids = new[] { document }, score_threshold = scores[2] });

        Assert.Equal(6, found.Data.Select(hit => hit.GetProperty("chunk").GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(scores, score => Assert.InRange(score, 0.2, 1));
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(above.Data, hit => Assert.True(hit.GetProperty("score").GetDouble() >= scores[2]));
        Assert.InRange(above.Data.Count, 1, 5);
        Assert.Equal("semantic", found.Data[0].GetProperty("method").GetString());
        Assert.Equal(["object", "data", "usage"], found.Json.EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData("""{"key":"source_title","type":"eq","value":"Budget 2026"}""", "budget")]
    [InlineData("""{"key":"source_title","type":"sw","value":"Bud"}""", "budget")]
    [InlineData("""{"key":"source_title","type":"ew","value":"voirie"}""", "voirie")]
    [InlineData("""{"key":"source_title","type":"co","value":"get 20"}""", "budget")]
    [InlineData("""{"key":"page","type":"eq","value":"42"}""", "voirie")]
    [InlineData("""{"filters":[{"key":"page","type":"eq","value":42},{"key":"source_title","type":"sw","value":"Arr"}],"operator":"and"}""", "voirie")]
    [InlineData("""{"filters":[{"key":"page","type":"eq","value":1},{"key":"source_title","type":"sw","value":"Rien"}],"operator":"or"}""", "budget")]
    [InlineData("""{"key":"absent","type":"eq","value":"x"}""", null)]
    public async Task Metadata_choose_the_documents(string filter, string? expected)
    {
        using var program = await server.ProgramAsync("read,write");
        var collection = (await program.PostAsync("/v1/collections", new { name = "Filtres", visibility = "public" })).Id;
        await program.GiveAsync(collection, "budget.txt", "La commune vote son budget chaque printemps.", """{"source_title":"Budget 2026","page":1}""");
        await program.GiveAsync(collection, "voirie.txt", "La commune entretient la voirie chaque printemps.", """{"source_title":"Arrêté de voirie","page":42}""");
        await program.GiveAsync(collection, "muet.txt", "La commune fête chaque printemps.");
        await server.IndexAsync();

        var found = await program.SendAsync(
            HttpMethod.Post, "/v1/search", $$"""{"query":"commune printemps","method":"lexical","rrf_k":20,"collections":[{{collection}}],"metadata_filters":{{filter}}}""");
        var names = new List<string>();
        foreach (var hit in found.Data)
        {
            names.Add((await program.ReadAsync($"/v1/documents/{hit.GetProperty("chunk").GetProperty("document_id")}"))["name"].GetString()!);
        }

        Assert.Equal(expected is null ? [] : [$"{expected}.txt"], names);
    }

    [Fact]
    public async Task Scores_of_a_hybrid_search_are_reciprocal_ranks()
    {
        using var program = await server.ProgramAsync("read");

        var found = await program.PostAsync("/v1/search", new { query = "tarif de la salle", method = "hybrid", rff_k = 10, limit = 2, offset = 1 });

        Assert.Equal([Math.Round(1d / 12, 6), Math.Round(1d / 13, 6)], found.Data.Select(hit => hit.GetProperty("score").GetDouble()));
    }

    [Theory]
    [InlineData("""{"query":""}""", HttpStatusCode.UnprocessableEntity, "query")]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity, "query")]
    [InlineData("""{"query":"a","limit":0}""", HttpStatusCode.UnprocessableEntity, "limit")]
    [InlineData("""{"query":"a","limit":"beaucoup"}""", HttpStatusCode.UnprocessableEntity, "limit")]
    [InlineData("""{"query":"a","offset":-1}""", HttpStatusCode.UnprocessableEntity, "offset")]
    [InlineData("""{"query":"a","method":"magic"}""", HttpStatusCode.UnprocessableEntity, "method")]
    [InlineData("""{"query":"a","collection_ids":"x"}""", HttpStatusCode.UnprocessableEntity, "collection_ids")]
    [InlineData("""{"query":"a","method":"lexical","score_threshold":0.5}""", HttpStatusCode.BadRequest, "score_threshold")]
    [InlineData("""{"query":"a","metadata_filters":{"key":"a","type":"gt","value":1}}""", HttpStatusCode.UnprocessableEntity, "metadata_filters")]
    [InlineData("""{"query":"a","metadata_filters":{"filters":[{"key":"a","type":"eq","value":1}],"operator":"and"}}""", HttpStatusCode.UnprocessableEntity, "metadata_filters")]
    public async Task A_search_that_makes_no_sense_is_refused_with_the_field_at_fault(string body, HttpStatusCode status, string param)
    {
        using var program = await server.ProgramAsync("read");

        var answer = await program.SendAsync(HttpMethod.Post, "/v1/search", body);

        Assert.Equal((status, param), (answer.Status, answer["error"].GetProperty("param").GetString()));
    }

    [Fact]
    public async Task Old_names_and_numbers_written_as_text_are_understood()
    {
        using var program = await server.ProgramAsync("read");
        var acts = await server.NumberAsync("actes");

        var found = await program.SendAsync(HttpMethod.Post, "/v1/search", $$"""{"prompt":"salle des fêtes","collections":["{{acts}}"],"k":3,"method":"lexical"}""");

        Assert.Equal(3, found.Data.Count);
        Assert.All(found.Data, hit => Assert.Equal(acts, hit.GetProperty("chunk").GetProperty("collection_id").GetInt64()));
        Assert.Equal(JsonValueKind.Object, found["usage"].ValueKind);
    }
}
