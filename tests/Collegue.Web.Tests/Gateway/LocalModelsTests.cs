using System.Text.Json;
using System.Text.Json.Nodes;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Collegue.Web.Tests.Api;
using Xunit;

namespace Collegue.Web.Tests.Gateway;

public sealed class LocalModelsTests(ProgramServer server) : IClassFixture<ProgramServer>
{
    private const string Asked = """{"model":"collegue-search-answer","messages":[{"role":"system","content":"Sois bref."},{"role":"user","content":"Quand a lieu la rentrée des écoles ?"}]STREAM}""";

    [Fact]
    public async Task Vectors_come_as_numbers_or_as_their_bytes_and_are_the_same()
    {
        var numbers = await server.AskAsync("collegue-embed", GatewayCallKind.Embedding, """{"model":"collegue-embed","input":["La carte d'identité","Le passeport"]}""");
        var bytes = await server.AskAsync("collegue-embed", GatewayCallKind.Embedding, """{"model":"collegue-embed","input":"Le passeport","encoding_format":"base64"}""");

        var second = Vector(numbers.Json.GetProperty("data")[1]);
        var raw = bytes.Json.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal(second, Enumerable.Range(0, raw.Length / 4).Select(at => BitConverter.ToSingle(raw, at * 4)));
        Assert.Equal(1, second.Sum(number => number * number), 3);
        Assert.Equal([0, 1], numbers.Json.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("index").GetInt32()));
        Assert.Equal(6, numbers.Json.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
        Assert.Equal((6, 0), (numbers.Outcome.InputTokens, numbers.Outcome.OutputTokens));
    }

    [Fact]
    public async Task Fewer_dimensions_are_the_first_ones_at_length_one()
    {
        var answer = await server.AskAsync("collegue-embed", GatewayCallKind.Embedding, """{"model":"m","input":"Le passeport","dimensions":16}""");

        var vector = Vector(answer.Json.GetProperty("data")[0]);
        Assert.Equal(16, vector.Count);
        Assert.Equal(1, vector.Sum(number => number * number), 3);
    }

    [Theory]
    [InlineData("""{"model":"m"}""", "input")]
    [InlineData("""{"model":"m","input":""}""", "input")]
    [InlineData("""{"model":"m","input":[]}""", "input")]
    [InlineData("""{"model":"m","input":["a",""]}""", "input")]
    [InlineData("""{"model":"m","input":[1,2,3]}""", "input")]
    [InlineData("""{"model":"m","input":"a","dimensions":100000}""", "dimensions")]
    [InlineData("""{"model":"m","input":"a","dimensions":0}""", "dimensions")]
    [InlineData("""{"model":"m","input":"a","encoding_format":"int8"}""", "encoding_format")]
    public async Task Texts_that_have_no_vector_are_refused(string body, string param) =>
        await RefusedAsync("collegue-embed", GatewayCallKind.Embedding, body, param, "invalid_value");

    [Fact]
    public async Task Documents_are_ranked_by_what_they_say_of_the_query()
    {
        var answer = await server.AskAsync("collegue-rerank", GatewayCallKind.Rerank, """
            {"model":"m","query":"Comment renouveler sa carte d'identité ?","top_n":2,"return_documents":true,"documents":[
            "La piscine ouvre à neuf heures.",{"text":"Pour renouveler votre carte nationale d'identité, prenez rendez-vous en mairie."},"Le passeport est valable dix ans."]}
            """);

        var results = answer.Json.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal([1, 2], results.Select(one => one.GetProperty("index").GetInt32()));
        Assert.StartsWith("Pour renouveler", results[0].GetProperty("document").GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.All(results, one => Assert.InRange(one.GetProperty("relevance_score").GetDouble(), 0, 1));
        Assert.Equal(results[0].GetProperty("relevance_score").GetDouble(), answer.Json.GetProperty("data")[0].GetProperty("score").GetDouble());
    }

    [Fact]
    public async Task The_same_pair_has_the_same_score_whatever_stands_beside_it()
    {
        var alone = await server.AskAsync("collegue-rerank", GatewayCallKind.Rerank, """{"model":"m","query":"tarif de la salle","documents":["La salle coûte 10 €."]}""");
        var beside = await server.AskAsync("collegue-rerank", GatewayCallKind.Rerank, """{"model":"m","prompt":"tarif de la salle","input":["Rien","La salle coûte 10 €.","",")"]}""");

        Assert.Equal(
            alone.Json.GetProperty("results")[0].GetProperty("relevance_score").GetDouble(), beside.Json.GetProperty("results")[0].GetProperty("relevance_score").GetDouble());
        Assert.Equal(4, beside.Json.GetProperty("results").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"model":"m","documents":["a"]}""", "query")]
    [InlineData("""{"model":"m","query":"a"}""", "documents")]
    [InlineData("""{"model":"m","query":"a","documents":[]}""", "documents")]
    [InlineData("""{"model":"m","query":"a","documents":[{"title":"b"}]}""", "documents")]
    [InlineData("""{"model":"m","query":"a","documents":["b"],"top_n":0}""", "top_n")]
    public async Task What_cannot_be_ranked_is_refused(string body, string param) => await RefusedAsync("collegue-rerank", GatewayCallKind.Rerank, body, param, "invalid_value");

    [Fact]
    public async Task An_answer_of_the_sources_is_a_chat_with_its_proof()
    {
        var answer = await server.AskAsync("collegue-search-answer", GatewayCallKind.Chat, Asked.Replace("STREAM", "", StringComparison.Ordinal));

        var message = answer.Json.GetProperty("choices")[0].GetProperty("message");
        Assert.Equal("answered", answer.Json.GetProperty("collegue_status").GetString());
        Assert.Contains("septembre", message.GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Equal("chat.completion", answer.Json.GetProperty("object").GetString());
        Assert.Equal("stop", answer.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(["document", "title", "url", "updated", "quote"], answer.Json.GetProperty("citations")[0].EnumerateObject().Select(field => field.Name));
        Assert.All(message.GetProperty("annotations").EnumerateArray(), annotation => Assert.NotEmpty(annotation.GetProperty("url_citation").GetProperty("url").GetString()!));
        Assert.True(answer.Outcome.OutputTokens > 3);
    }

    [Fact]
    public async Task A_stream_begins_with_the_role_says_one_sentence_a_piece_and_ends_with_done()
    {
        var whole = await server.AskAsync("collegue-search-answer", GatewayCallKind.Chat, Asked.Replace("STREAM", "", StringComparison.Ordinal));
        var answer = await server.AskAsync(
            "collegue-search-answer", GatewayCallKind.Chat, Asked.Replace("STREAM", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}", StringComparison.Ordinal));

        Assert.Equal("text/event-stream", answer.Type);
        Assert.Equal("[DONE]", answer.Frames[^1]);
        var chunks = answer.Frames.SkipLast(1).Select(frame => JsonNode.Parse(frame)!).ToList();
        var said = chunks.SkipLast(1).Select(chunk => chunk["choices"]![0]!).ToList();
        Assert.Equal("""{"role":"assistant","content":""}""", said[0]["delta"]!.ToJsonString());
        Assert.Equal(
            [.. Enumerable.Repeat("null", said.Count - 1), "\"stop\""], said.Select(choice => choice["finish_reason"]?.ToJsonString() ?? "null"));
        Assert.Equal(whole.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), string.Concat(said.Select(choice => (string?)choice["delta"]!["content"])));
        Assert.Null(said[^1]["delta"]!["content"]);
        Assert.Equal("answered", (string?)chunks[^2]["collegue_status"]);
        Assert.Empty(chunks[^1]["choices"]!.AsArray());
        Assert.Equal(answer.Outcome.OutputTokens, (int)chunks[^1]["usage"]!["completion_tokens"]!);
        Assert.All(chunks.SkipLast(1), chunk => Assert.True(chunk.AsObject().ContainsKey("usage") && chunk["usage"] is null));
        Assert.Single(chunks.Select(chunk => (string?)chunk["id"]).Distinct());
    }

    [Fact]
    public async Task What_only_agents_may_read_is_said_to_keys_that_may_read_it()
    {
        const string Question = """{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"Quand change le code du portail du stade ?"}]}]}""";
        using var writer = await server.ProgramAsync("read-for-agents,write");
        var collection = (await writer.PostAsync("/v1/collections", new { name = "Gardiens", visibility = "private" })).Id;
        await writer.GiveAsync(collection, "stade.md", "# Code du portail du stade\n\nLe code du portail du stade change chaque premier lundi du mois de janvier.");
        await server.IndexAsync();

        var citizen = await server.AskAsync("collegue-search-answer", GatewayCallKind.Chat, Question);
        var agent = await server.AskAsync("collegue-search-answer", GatewayCallKind.Chat, Question, ApiScopes.Models | ApiScopes.ReadForAgents);

        Assert.DoesNotContain("lundi", citizen.Text, StringComparison.Ordinal);
        Assert.Contains("chaque premier lundi", agent.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Quelle est la couleur préférée de Napoléon ?", "no_source")]
    [InlineData("Je veux mourir.", "human")]
    public async Task That_nothing_is_answered_is_an_answer(string question, string status)
    {
        var answer = await server.AskAsync(
            "collegue-search-answer", GatewayCallKind.Chat, JsonSerializer.Serialize(new { model = "m", messages = new[] { new { role = "user", content = question } } }));

        Assert.Null(answer.Outcome.Refusal);
        Assert.Equal(status, answer.Json.GetProperty("collegue_status").GetString());
        Assert.NotEmpty(answer.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!);
        Assert.Equal(0, answer.Json.GetProperty("citations").GetArrayLength());
    }

    [Fact]
    public async Task A_question_that_leans_on_the_one_before_is_understood()
    {
        var answer = await server.AskAsync("collegue-search-answer", GatewayCallKind.Chat, """
            {"model":"m","messages":[{"role":"user","content":"Quand a lieu la rentrée des écoles ?"},{"role":"assistant","content":"…"},{"role":"user","content":"C'est à quelle date ?"}]}
            """);

        Assert.Contains("septembre", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completions_are_answered_too()
    {
        var whole = await server.AskAsync("collegue-search-answer", GatewayCallKind.Completion, """{"model":"m","prompt":["Quand a lieu la rentrée des écoles ?"]}""");
        var streamed = await server.AskAsync("collegue-search-answer", GatewayCallKind.Completion, """{"model":"m","prompt":"Quand a lieu la rentrée des écoles ?","stream":true}""");

        var text = whole.Json.GetProperty("choices")[0].GetProperty("text").GetString();
        Assert.Contains("septembre", text, StringComparison.Ordinal);
        Assert.Equal(text, string.Concat(streamed.Frames.SkipLast(1).Select(frame => (string?)JsonNode.Parse(frame)!["choices"]![0]!["text"])));
        Assert.Equal("text_completion", whole.Json.GetProperty("object").GetString());
    }

    [Theory]
    [InlineData("""{"model":"m","messages":[]}""", "messages", "invalid_value")]
    [InlineData("""{"model":"m","messages":[{"role":"assistant","content":"a"}]}""", "messages", "invalid_value")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a"}}]}]}""", "messages", "invalid_value")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"a"}],"n":2}""", "n", "invalid_value")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"a"}],"tools":[{"type":"function"}]}""", "tools", "unsupported_parameter")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"a"}],"response_format":{"type":"json_object"}}""", "response_format", "unsupported_parameter")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"a"}],"stream":"oui"}""", "stream", "invalid_value")]
    public async Task What_the_model_does_not_do_is_refused(string body, string param, string code) => await RefusedAsync("collegue-search-answer", GatewayCallKind.Chat, body, param, code);

    private async Task RefusedAsync(string model, GatewayCallKind kind, string body, string param, string code)
    {
        var answer = await server.AskAsync(model, kind, body);

        Assert.Empty(answer.Text);
        Assert.Equal(422, answer.Outcome.Refusal!.Status);
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        using var written = new MemoryStream();
        http.Response.Body = written;
        await answer.Outcome.Refusal.ExecuteAsync(http);
        var error = JsonNode.Parse(written.ToArray())!["error"]!;
        Assert.Equal((param, code), ((string?)error["param"], (string?)error["code"]));
    }

    private static List<float> Vector(JsonElement item) => [.. item.GetProperty("embedding").EnumerateArray().Select(number => number.GetSingle())];
}
