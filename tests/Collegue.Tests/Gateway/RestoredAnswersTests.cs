using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Gateway.Masking;
using Collegue.Storage.Gateway;
using Collegue.Tests.Answering;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Gateway;

public sealed class RestoredAnswersTests
{
    private static readonly MaskMap Map = MaskedRequestsTests.Mask(
        GatewayCallKind.Chat, """{"messages":[{"role":"user","content":"Je m'appelle Jean Dupont, 06 39 98 12 45. [**PERSONNE\\_7**] [\"TEXTE_1\"]"}]}""").Map;

    private static readonly Gen<string> Texts = Pick.From("Bonjour ", "[PERSONNE_1]", "[personne 1]", "[TELEPHONE_1]", "[TEXTE_1]", "[", "]", "[PERS", "ONNE_1]", "[PERSONNE_9]", "é", "\n", "\"", "{")
        .Array[0, 8].Select(string.Concat);

    [Fact]
    public void An_answer_is_restored_and_the_rest_of_it_stays_byte_for_byte()
    {
        const string answer = """{ "id":"c1","model":"m", "choices":[{"index":0,"message":{"role":"assistant","content":"Bonjour [PERSONNE_1]","reasoning_content":"[PERSONNE_1] a le [TELEPHONE_1]","refusal":null,"tool_calls":[{"id":"t","type":"function","function":{"name":"f","arguments":"{\"qui\": \"[PERSONNE_1]\", \"quoi\":\"[TEXTE_1]\"}"}}]},"logprobs":{"content":[{"token":"[PERSONNE_1]","logprob":-0.10}]},"finish_reason":"stop"}],"usage":{"total_tokens":1.0} }""";

        var restored = Encoding.UTF8.GetString(new AnswerRestorer(Map).Whole(Encoding.UTF8.GetBytes(answer)));

        Assert.Contains("\"content\":\"Bonjour Jean Dupont\",\"reasoning_content\":\"Jean Dupont a le 06 39 98 12 45\"", restored, StringComparison.Ordinal);
        Assert.Contains("\"token\":\"[PERSONNE_1]\",\"logprob\":-0.10", restored, StringComparison.Ordinal);
        var arguments = JsonNode.Parse(restored)!["choices"]![0]!["message"]!["tool_calls"]![0]!["function"]!["arguments"]!.GetValue<string>();
        Assert.Equal("[**PERSONNE\\_7**]", JsonNode.Parse(arguments)!["quoi"]!.GetValue<string>());
        Assert.StartsWith("{ \"id\":\"c1\",\"model\":\"m\", \"choices\"", restored, StringComparison.Ordinal);
        Assert.EndsWith("\"usage\":{\"total_tokens\":1.0} }", restored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"[PERSONNE_1] est inconnu","code":null}}""", """{"error":{"message":"Jean Dupont est inconnu","code":null}}""")]
    [InlineData("""{"output":[{"type":"message","content":[{"type":"output_text","text":"[PERSONNE_1]"}]}]}""", """{"output":[{"type":"message","content":[{"type":"output_text","text":"Jean Dupont"}]}]}""")]
    [InlineData("<html>[PERSONNE_1]", "<html>Jean Dupont")]
    [InlineData("""{"moitie":"\ud83d","a":"[PERSONNE_1]"}""", """{"moitie":"\ud83d","a":"Jean Dupont"}""")]
    public void Errors_and_other_contracts_are_restored(string answer, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(new AnswerRestorer(Map).Whole(Encoding.UTF8.GetBytes(answer))));

    [Fact]
    public void A_stream_cut_anywhere_says_what_the_whole_says() => Gen.Select(Texts, Texts, Texts, Gen.Int[1, 7].Array[0, 40], Gen.Bool).Sample((first, second, arguments, cuts, ends) =>
    {
        arguments = "{\"a\":\"" + JsonEncodedText.Encode(arguments) + "\"}";
        var (restorer, sent) = (new StreamedAnswerRestorer(Map), new List<string>());
        sent.AddRange(restorer.Next(Chunk(0, """{"role":"assistant","content":""}""")));
        var (at, cut) = (new int[3], 0);
        while (at[0] < first.Length || at[1] < second.Length || at[2] < arguments.Length)
        {
            var size = cuts.Length == 0 ? 3 : cuts[cut % cuts.Length];
            var which = cut++ % 3;
            var text = which switch { 0 => first, 1 => second, _ => arguments };
            var end = Math.Min(text.Length, at[which] + size);
            var piece = JsonSerializer.Serialize(text[at[which]..end]);
            at[which] = end;
            sent.AddRange(restorer.Next(which == 2
                ? Chunk(1, $$$"""{"tool_calls":[{"index":0,"function":{"arguments":{{{piece}}}}}]}""")
                : Chunk(which, $$"""{"content":{{piece}}}""")));
        }

        sent.AddRange(ends ? [.. restorer.Next(Chunk(0, "{}", "stop")), .. restorer.Next(Chunk(1, "{}", "tool_calls")), .. restorer.Next("[DONE]")] : restorer.Last());

        var chunks = sent.Where(data => data != "[DONE]").Select(data => JsonNode.Parse(data)!).ToList();
        Assert.Equal(RestoredText.Whole(Map, first), Told(chunks, 0, delta => delta["content"]));
        Assert.Equal(RestoredText.Whole(Map, second), Told(chunks, 1, delta => delta["content"]));
        Assert.Equal(RestoredText.Whole(Map, arguments, true), Told(chunks, 1, delta => delta["tool_calls"]?[0]?["function"]?["arguments"]));
        Assert.All(chunks.Where(chunk => chunk["choices"]![0]!["finish_reason"] is not null), end => Assert.True(chunks.IndexOf(end) == chunks.FindLastIndex(chunk => (int)chunk["choices"]![0]!["index"]! == (int)end["choices"]![0]!["index"]!)));
    }, iter: 2_000);

    [Fact]
    public void Frames_without_placeholder_stay_as_they_are()
    {
        var restorer = new StreamedAnswerRestorer(Map);
        string[] frames = [Chunk(0, """{"role":"assistant","content":""}"""), Chunk(0, """{"content":" déj\u00e0 vu"}"""), Chunk(0, "{}", "stop"), """{"id":"x","choices":[],"usage":{"total_tokens":3}}""", "[DONE]"];

        Assert.Equal(frames, frames.SelectMany(restorer.Next));
    }

    [Fact]
    public void Text_held_back_comes_before_the_end_of_its_choice_and_before_words_of_another_sort()
    {
        var restorer = new StreamedAnswerRestorer(Map);
        string[] frames =
        [
            Chunk(0, """{"reasoning_content":"Je pense ["}"""), Chunk(0, """{"content":"Bonjour [PERS"}"""), Chunk(0, """{"content":"ONNE_1] ["}"""), Chunk(0, "{}", "stop"), "[DONE]",
        ];

        var sent = frames.SelectMany(restorer.Next).ToList();

        Assert.Equal(
            ["reasoning_content=Je pense ", "reasoning_content=[", "content=Bonjour ", "content=Jean Dupont ", "content=[", "", "[DONE]"],
            sent.Select(data => data == "[DONE]" ? data : string.Join(',', JsonNode.Parse(data)!["choices"]![0]!["delta"]!.AsObject().Select(said => $"{said.Key}={said.Value}"))));
    }

    [Fact]
    public void Events_of_the_responses_api_are_restored_in_pieces_and_whole()
    {
        var restorer = new StreamedAnswerRestorer(Map);
        string[] events =
        [
            """{"type":"response.output_text.delta","sequence_number":1,"item_id":"i","output_index":0,"content_index":0,"delta":"Bonjour [PERSO"}""",
            """{"type":"response.output_text.delta","sequence_number":2,"item_id":"i","output_index":0,"content_index":0,"delta":"NNE_1] ["}""",
            """{"type":"response.output_text.done","sequence_number":3,"item_id":"i","output_index":0,"content_index":0,"text":"Bonjour [PERSONNE_1] ["}""",
            """{"type":"response.function_call_arguments.delta","sequence_number":4,"item_id":"j","output_index":1,"delta":"{\"a\":\"[TEXTE_1]\"}"}""",
            """{"type":"response.completed","sequence_number":5,"response":{"output":[{"content":[{"text":"[PERSONNE_1]"}]},{"arguments":"{\"a\":\"[TEXTE_1]\"}"}]}}""",
        ];

        var sent = events.SelectMany(restorer.Next).Select(data => JsonNode.Parse(data)!).ToList();

        Assert.Equal([1, 2, 3, 4, 5, 6], sent.Select(one => (int)one["sequence_number"]!));
        Assert.Equal("Bonjour Jean Dupont [", string.Concat(sent.Where(one => (string?)one["type"] == "response.output_text.delta").Select(one => one["delta"])));
        Assert.Equal("Bonjour Jean Dupont [", (string?)sent[3]["text"]);
        Assert.Equal("[**PERSONNE\\_7**]", (string?)JsonNode.Parse((string)sent[4]["delta"]!)!["a"]);
        Assert.Equal("Jean Dupont", (string?)sent[5]["response"]!["output"]![0]!["content"]![0]!["text"]);
        Assert.Equal("[**PERSONNE\\_7**]", (string?)JsonNode.Parse((string)sent[5]["response"]!["output"]![1]!["arguments"]!)!["a"]);
    }

    private static string Chunk(int choice, string delta, string? finish = null) =>
        $$"""{"id":"c","object":"chat.completion.chunk","choices":[{"index":{{choice}},"delta":{{delta}},"finish_reason":{{(finish is null ? "null" : $"\"{finish}\"")}}}]}""";

    private static string Told(IEnumerable<JsonNode> chunks, int choice, Func<JsonNode, JsonNode?> what) => string.Concat(chunks
        .Where(chunk => (int)chunk["choices"]![0]!["index"]! == choice).Select(chunk => what(chunk["choices"]![0]!["delta"]!)?.GetValue<string>()));
}
