using System.Net;
using System.Text.Json;
using Collegue.Web.Tests.Api;
using Xunit;

namespace Collegue.Web.Tests.Gateway;

/// <summary>What clients of text-embeddings-inference send and read.</summary>
public sealed class TextInference(ProgramServer server) : IClassFixture<ProgramServer>
{
    private static readonly string[] Two = ["La mairie", "Le passeport"];
    private static readonly string[] Pool = ["Le passeport", "Les horaires de la piscine : 9 h"];

    [Fact]
    public async Task Texts_are_embedded_alone_or_in_a_list()
    {
        using var program = await server.ProgramAsync("models");

        var one = await program.PostAsync("/embed", new { inputs = "Le passeport", normalize = true, truncate = false });
        var two = await program.PostAsync("/embed", new { inputs = Two });

        Assert.Equal(HttpStatusCode.OK, one.Status);
        Assert.Equal(one.Json[0].ToString(), two.Json[1].ToString());
        Assert.Equal(2, two.Json.GetArrayLength());
    }

    [Fact]
    public async Task Texts_are_ranked_best_first()
    {
        using var program = await server.ProgramAsync("models");

        var ranked = await program.PostAsync("/rerank", new { query = "horaires de la piscine", texts = Pool, return_text = true });
        var raw = await program.PostAsync("/rerank", new { query = "horaires de la piscine", texts = Pool, raw_scores = true });

        Assert.Equal([1, 0], ranked.Json.EnumerateArray().Select(rank => rank.GetProperty("index").GetInt32()));
        Assert.Equal("Les horaires de la piscine : 9 h", ranked.Json[0].GetProperty("text").GetString());
        Assert.All(ranked.Json.EnumerateArray(), rank => Assert.InRange(rank.GetProperty("score").GetDouble(), 0, 1));
        Assert.Equal(ranked.Json[0].GetProperty("score").GetDouble(), 1 / (1 + Math.Exp(-raw.Json[0].GetProperty("score").GetDouble())), 4);
        Assert.False(raw.Json[0].TryGetProperty("text", out _));
    }

    [Theory]
    [InlineData("/embed", """{"inputs":[]}""", 400, "Empty")]
    [InlineData("/embed", """{"inputs":""}""", 400, "Empty")]
    [InlineData("/embed", """{"inputs":[1,2]}""", 422, "Validation")]
    [InlineData("/embed", "{}", 422, "Validation")]
    [InlineData("/embed", "{", 422, "Validation")]
    [InlineData("/embed", """{"inputs":"a","truncate":"oui"}""", 422, "Validation")]
    [InlineData("/rerank", """{"query":"a","texts":[]}""", 400, "Empty")]
    [InlineData("/rerank", """{"query":"","texts":["a"]}""", 400, "Empty")]
    [InlineData("/rerank", """{"texts":["a"]}""", 422, "Validation")]
    public async Task What_cannot_be_read_is_refused_in_the_words_of_the_contract(string path, string body, int status, string type)
    {
        using var program = await server.ProgramAsync("models");

        var answer = await program.SendAsync(HttpMethod.Post, path, body);

        Assert.Equal((status, type), ((int)answer.Status, answer["error_type"].GetString()));
        Assert.NotEmpty(answer["error"].GetString()!);
    }

    [Fact]
    public async Task Batches_and_texts_have_a_limit()
    {
        using var program = await server.ProgramAsync("models");
        var tooLong = new string('a', 32_769);

        var many = await program.PostAsync("/embed", new { inputs = Enumerable.Repeat("a", 257) });
        var longer = await program.PostAsync("/embed", new { inputs = tooLong });
        var cut = await program.PostAsync("/embed", new { inputs = tooLong, truncate = true });

        Assert.Equal([HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.OK], [many.Status, longer.Status, cut.Status]);
        Assert.Equal("Validation", many["error_type"].GetString());
    }

    [Fact]
    public async Task What_is_said_of_the_models_is_only_what_is_true_here()
    {
        using var nobody = server.ProgramWith(null);

        var info = (await nobody.ReadAsync("/info")).Json;

        Assert.Equal((256, 32_768, false), (info.GetProperty("max_client_batch_size").GetInt32(), info.GetProperty("max_input_characters").GetInt32(), info.GetProperty("auto_truncate").GetBoolean()));
        Assert.All(
            (string[])["max_input_length", "max_batch_tokens", "max_concurrent_requests", "tokenization_workers"],
            counted => Assert.False(info.TryGetProperty(counted, out _)));
    }

    [Fact]
    public async Task A_key_that_may_call_models_is_needed_but_to_see_what_is_there()
    {
        using var nobody = server.ProgramWith(null);
        using var stranger = server.ProgramWith("clg_0123456789_inconnue");
        using var reader = await server.ProgramAsync("read");

        var info = await nobody.ReadAsync("/info");
        Answer[] refused =
        [
            await nobody.PostAsync("/embed", new { inputs = "a" }), await stranger.PostAsync("/rerank", new { query = "a", texts = Two }), await reader.PostAsync("/embed", new { inputs = "a" }),
        ];

        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("collegue-embed", info["model_id"].GetString());
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden], refused.Select(answer => answer.Status));
        Assert.All(refused, answer => Assert.Equal(JsonValueKind.String, answer["error_type"].ValueKind));
    }
}
