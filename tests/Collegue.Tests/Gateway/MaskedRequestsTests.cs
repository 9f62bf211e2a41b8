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

public sealed class MaskedRequestsTests
{
    private static readonly string[] Values = ["Jean Dupont", "06 39 98 12 45", "jean.dupont@courriel.example", "FR76 3000 6000 0112 3456 7890 189", "1 84 12 76 451 089 46"];

    private static readonly Gen<string> Texts = Pick.From(
        "Je m'appelle Jean Dupont, ", "mon numéro est le 06 39 98 12 45. ", "Écrivez à jean.dupont@courriel.example ", "IBAN FR76 3000 6000 0112 3456 7890 189", "NIR 1 84 12 76 451 089 46 ",
        "[PERSONNE_1]", "[TEXTE_", "[", "\"", "\\", "\n", "é", "😀", " rien de personnel ", "").Array[0, 8].Select(string.Concat);

    private static readonly Gen<JsonNode> Bodies = Gen.Select(Texts, Texts, Texts, Texts, (question, argument, result, free) => (JsonNode)new JsonObject
    {
        ["model"] = "petit-modele",
        ["temperature"] = 0.30,
        ["messages"] = new JsonArray(
            new JsonObject { ["role"] = "system", ["content"] = free },
            new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = question }) },
            new JsonObject
            {
                ["role"] = "assistant",
                ["content"] = null,
                ["tool_calls"] = new JsonArray(new JsonObject
                {
                    ["id"] = "call_1",
                    ["type"] = "function",
                    ["function"] = new JsonObject { ["name"] = "chercher", ["arguments"] = new JsonObject { ["motif"] = argument, ["page"] = 2 }.ToJsonString() },
                }),
            },
            new JsonObject { ["role"] = "tool", ["tool_call_id"] = "call_1", ["content"] = result }),
        ["inconnu"] = new JsonObject { ["profond"] = new JsonArray(free, 7, true, null) },
    });

    [Fact]
    public void What_was_masked_comes_back_as_it_was_and_nothing_of_it_is_sent() => Bodies.Sample(body =>
    {
        var masked = Mask(GatewayCallKind.Chat, body.ToJsonString());
        var sent = Encoding.UTF8.GetString(masked.Body);
        var restored = new AnswerRestorer(masked.Map).Whole(masked.Body);

        Assert.All(Values, value => Assert.DoesNotContain(value, Decoded(JsonNode.Parse(sent))));
        Assert.Equal(Decoded(body), Decoded(JsonNode.Parse(restored)));
    }, iter: 300);

    [Fact]
    public void A_body_without_personal_data_stays_byte_for_byte()
    {
        const string body = """{ "model" : "mistral-small", "messages":[{"role":"user","content":"Quels sont les horaires de la d\u00e9chetterie ?"}],"temperature":1.0e-1, "tools":[{"type":"function","function":{"name":"meteo","parameters":{"type":"object","properties":{"ville":{"type":"string"}},"required":["ville"]}}}], "x_new":{"a":[1,2.50,"deux"]},"seed":42 }""";

        Assert.Equal(body, Encoding.UTF8.GetString(Mask(GatewayCallKind.Chat, body).Body));
    }

    [Theory]
    [InlineData(GatewayCallKind.Chat, """{"model":"m","messages":[{"role":"user","name":"Kowalczyk","content":"Bonjour"}]}""", "Kowalczyk")]
    [InlineData(GatewayCallKind.Chat, """{"model":"m","messages":[{"role":"tool","tool_call_id":"c","content":"{\"nom\":\"Kowalczyk\",\"pr\u00e9nom\":\"R\\u00e9my\"}"}]}""", "Kowalczyk")]
    [InlineData(GatewayCallKind.Chat, """{"model":"m","messages":[{"role":"user","content":"Je m'appelle R\\u00e9my Lef\\u00e8vre"}]}""", "Lef")]
    [InlineData(GatewayCallKind.Chat, """{"model":"m","messages":[{"role":"user","content":"Mme Kowalczyk appelle."},{"role":"assistant","content":"Kowalczyk, dites-vous ?"}]}""", "Kowalczyk")]
    [InlineData(GatewayCallKind.Chat, """{"model":"m","messages":[],"tools":[{"type":"function","function":{"name":"f","description":"Pour Jean Dupont","parameters":{"properties":{"a":{"enum":["jean.dupont@courriel.example"]}}}}}]}""", "upont")]
    [InlineData(GatewayCallKind.Chat, """{"model":"m","messages":[],"response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"description":"Fiche de Jean Dupont"}}}}""", "Dupont")]
    [InlineData(GatewayCallKind.Chat, """{"model":"m","messages":[],"stop":["Jean Dupont"],"user":"jean.dupont@courriel.example","metadata":{"tel":"0639981245"}}""", "upont")]
    [InlineData(GatewayCallKind.Chat, """{"model":"m","messages":[],"metadata":{"tel":639981245,"Jean Dupont":"x","phone":33639981245}}""", "Dupont")]
    [InlineData(GatewayCallKind.Chat, """{"model":"m","messages":[{"role":"assistant","reasoning_content":"C'est Jean Dupont","refusal":"Non, Jean Dupont"}]}""", "Dupont")]
    [InlineData(GatewayCallKind.Chat, """{"model":"m","messages":[],"tool_choice":{"type":"function","function":{"name":"appeler 06 39 98 12 45"}}}""", "06 39")]
    [InlineData(GatewayCallKind.Completion, """{"model":"m","prompt":["Jean Dupont","rien"],"suffix":"Jean Dupont"}""", "Dupont")]
    [InlineData(GatewayCallKind.Response, """{"model":"m","input":"Je suis Jean Dupont","instructions":"Aide Jean Dupont"}""", "Dupont")]
    [InlineData(GatewayCallKind.Response, """{"model":"m","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Jean Dupont"}]},{"type":"function_call","call_id":"c","name":"f","arguments":"{\"a\":\"Jean Dupont\"}"},{"type":"function_call_output","call_id":"c","output":"Jean Dupont"}]}""", "Dupont")]
    [InlineData(GatewayCallKind.Embedding, """{"model":"m","input":["Mme Kowalczyk","Kowalczyk"]}""", "Kowalczyk")]
    [InlineData(GatewayCallKind.Rerank, """{"model":"m","query":"Jean Dupont","documents":["Jean Dupont",{"text":"Jean Dupont"}],"texts":["Jean Dupont"]}""", "Dupont")]
    public void Every_text_that_somebody_wrote_is_masked(GatewayCallKind kind, string body, string value)
    {
        var masked = Mask(kind, body);

        Assert.DoesNotContain(value, Decoded(JsonNode.Parse(masked.Body)));
    }

    [Theory]
    [InlineData(GatewayCallKind.Chat, """{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://exemple.fr/a.png"}}]}]}""", "messages[0].content[0]")]
    [InlineData(GatewayCallKind.Chat, """{"messages":[{"role":"user","content":[{"type":"text","text":"a","image_url":{"url":"https://exemple.fr/a.png"}}]}]}""", "messages[0].content[0].image_url")]
    [InlineData(GatewayCallKind.Chat, """{"messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"AAAA"}}]}]}""", "messages[0].content[0]")]
    [InlineData(GatewayCallKind.Chat, """{"messages":[{"role":"user","content":"![](data:image/png;base64,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA)"}]}""", "messages[0].content")]
    [InlineData(GatewayCallKind.Chat, """{"messages":[],"messages":[]}""", "JsonException")]
    [InlineData(GatewayCallKind.Completion, """{"prompt":[1,2,3]}""", "prompt[0]")]
    [InlineData(GatewayCallKind.Embedding, """{"input":[[1,2],[3]]}""", "input[0][0]")]
    [InlineData(GatewayCallKind.Response, """{"input":"a","previous_response_id":"resp_1"}""", "previous_response_id")]
    [InlineData(GatewayCallKind.Response, """{"input":[{"type":"item_reference","id":"x"}]}""", "input[0]")]
    [InlineData(GatewayCallKind.Transcription, "{}", "Recordings")]
    public void What_cannot_be_masked_is_refused_with_the_field_at_fault(GatewayCallKind kind, string body, string expected)
    {
        var refused = Assert.Throws<MaskingFailedException>(() => Mask(kind, body));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("exemple.fr", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_text_gives_the_same_vector_wherever_it_stands()
    {
        var first = Mask(GatewayCallKind.Embedding, """{"input":["Je m'appelle Anne Martin","Mon numéro est le 06 39 98 12 45"]}""");
        var second = Mask(GatewayCallKind.Embedding, """{"input":["Mon numéro est le 06 39 98 12 45"]}""");

        Assert.Equal(
            JsonNode.Parse(second.Body)!["input"]![0]!.GetValue<string>(), JsonNode.Parse(first.Body)!["input"]![1]!.GetValue<string>());
    }

    [Fact]
    public void Technical_words_stay_though_they_look_like_names()
    {
        const string body = """{"model":"Claude-Marie","messages":[{"role":"tool","name":"chercher_marie","tool_call_id":"call_abc","content":"rien"}],"tool_choice":"auto","encoding_format":"float"}""";

        Assert.Equal(body, Encoding.UTF8.GetString(Mask(GatewayCallKind.Chat, body).Body));
    }

    internal static MaskedRequest Mask(GatewayCallKind kind, string body) => new JsonMask(new Masker()).Mask(kind, Encoding.UTF8.GetBytes(body));

    /// <summary>Every key and value, with those of JSON inside strings.</summary>
    private static string Decoded(JsonNode? node) => node switch
    {
        JsonObject fields => string.Join('\n', fields.Select(field => $"{field.Key}\n{Decoded(field.Value)}")),
        JsonArray items => string.Join('\n', items.Select(Decoded)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var text => text.StartsWith('{') ? Decoded(Parsed(text)) : text,
        _ => node?.ToJsonString() ?? "",
    };

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
