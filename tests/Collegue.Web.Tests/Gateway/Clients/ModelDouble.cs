using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Collegue.Web.Tests.Gateway.Calls;
using Microsoft.AspNetCore.Http;

namespace Collegue.Web.Tests.Gateway.Clients;

/// <summary>
/// A server of models that answers by what it is asked, with the tools, formats and errors that clients know. Clients can be tried on it
/// directly, so that what goes wrong through the gateway is known to be the gateway's.
/// </summary>
/// <param name="key">The key it asks for; null for none.</param>
internal sealed class ModelDouble(string? key)
{
    public const string Chat = "petit";
    public const string Embeddings = "vecteurs";
    public const string Busy = "presse";

    private const string Greeting = "Bonjour à tous, la mairie est ouverte.";
    private const string Town = """{"ville":"Lyon","habitants":520774}""";

    private int left;

    public async Task AnswerAsync(HttpContext http)
    {
        var received = Upstream.Of(http);
        using var body = JsonDocument.Parse(received.Body);
        var (asked, model) = (body.RootElement, body.RootElement.GetProperty("model").GetString()!);
        if (key is not null && received.Headers.GetValueOrDefault("Authorization") != $"Bearer {key}")
        {
            await RefuseAsync(http, 401, "invalid_api_key");
        }
        else if (model == Busy)
        {
            http.Response.Headers.RetryAfter = "1";
            await RefuseAsync(http, 429, "rate_limit_exceeded");
        }
        else if (received.Path == "/v1/embeddings" && model == Embeddings)
        {
            await Upstream.JsonAsync(http, 200, Vectors(asked));
        }
        else if (received.Path == "/v1/chat/completions" && model == Chat)
        {
            await ChatAsync(http, asked);
        }
        else
        {
            await RefuseAsync(http, 404, "model_not_found", "model");
        }
    }

    private static Task RefuseAsync(HttpContext http, int status, string code, string? param = null) =>
        Upstream.JsonAsync(http, status, JsonSerializer.Serialize(new { error = new { message = "Refusé.", type = "invalid_request_error", param, code } }));

    private async Task ChatAsync(HttpContext http, JsonElement asked)
    {
        var last = asked.GetProperty("messages").EnumerateArray().Last();
        var text = last.GetProperty("content") is { ValueKind: JsonValueKind.String } content ? content.GetString()! : "";
        var streamed = asked.TryGetProperty("stream", out var stream) && stream.GetBoolean();
        if (asked.TryGetProperty("max_tokens", out var most) && most.GetInt32() < 0)
        {
            await RefuseAsync(http, 400, "invalid_value", "max_tokens");
        }
        else if (text == "Parle sans fin")
        {
            await EndlessAsync(http);
        }
        else if (text == "Tombe en panne au milieu")
        {
            await EventAsync(http, new { content = "Bon" });
            await Upstream.EventsAsync(http, """{"error":{"message":"Plus de mémoire.","type":"server_error","param":null,"code":null}}""");
        }
        else if (last.GetProperty("role").GetString() != "tool" && asked.TryGetProperty("tools", out _))
        {
            await CallAsync(http, asked, streamed);
        }
        else
        {
            await SayAsync(http, asked, streamed, Reply(last, text, asked));
        }
    }

    private string Reply(JsonElement last, string text, JsonElement asked) =>
        last.GetProperty("role").GetString() == "tool" ? $"Nous avons lu : {text}"
        : last.GetProperty("content").ValueKind == JsonValueKind.Array ? "Une image."
        : text == "Combien sont partis ?" ? Volatile.Read(ref left).ToString(CultureInfo.InvariantCulture)
        : asked.TryGetProperty("response_format", out var format) && format.GetProperty("type").GetString() == "json_schema"
            && format.GetProperty("json_schema").GetProperty("schema").GetProperty("properties").TryGetProperty("ville", out _) ? Town
        : Greeting;

    private static async Task SayAsync(HttpContext http, JsonElement asked, bool streamed, string text)
    {
        if (streamed)
        {
            await EventAsync(http, new { role = "assistant", content = "" });
            foreach (var piece in text.Chunk(6))
            {
                await EventAsync(http, new { content = new string(piece) });
            }

            await EndAsync(http, asked, "stop");
            return;
        }

        var choices = asked.TryGetProperty("n", out var number) ? number.GetInt32() : 1;
        await WholeAsync(http, Enumerable.Range(0, choices).Select(index => (object)new
        {
            index,
            message = new { role = "assistant", content = text, refusal = (string?)null },
            logprobs = asked.TryGetProperty("logprobs", out _) ? Probabilities() : null,
            finish_reason = "stop",
        }));
    }

    private static async Task CallAsync(HttpContext http, JsonElement asked, bool streamed)
    {
        if (!streamed)
        {
            await WholeAsync(http,
            [
                new
                {
                    index = 0,
                    message = new
                    {
                        role = "assistant",
                        content = (string?)null,
                        tool_calls = new[] { new { id = "call_1", type = "function", function = new { name = "horaires", arguments = """{"jour":"lundi"}""" } } },
                    },
                    finish_reason = "tool_calls",
                },
            ]);
            return;
        }

        await EventAsync(http, new
        {
            role = "assistant",
            content = (string?)null,
            tool_calls = new[] { new { index = 0, id = "call_1", type = "function", function = new { name = "horaires", arguments = "" } } },
        });
        foreach (var piece in (string[])["{\"jo", "ur\":", "\"lundi\"}"])
        {
            await EventAsync(http, new { tool_calls = new[] { new { index = 0, function = new { arguments = piece } } } });
        }

        await EndAsync(http, asked, "tool_calls");
    }

    private async Task EndlessAsync(HttpContext http)
    {
        await EventAsync(http, new { role = "assistant", content = "" });
        await EventAsync(http, new { content = "Encore" });
        try
        {
            await Upstream.StallAsync(http);
        }
        finally
        {
            Interlocked.Increment(ref left);
        }
    }

    private static object Probabilities() => new
    {
        content = new[]
        {
            new
            {
                token = "Bonjour",
                logprob = -0.1,
                bytes = Encoding.UTF8.GetBytes("Bonjour").Select(one => (int)one),
                top_logprobs = new[] { new { token = "Bonjour", logprob = -0.1, bytes = (int[]?)null }, new { token = "Salut", logprob = -2.5, bytes = (int[]?)null } },
            },
        },
        refusal = (object?)null,
    };

    private static Task WholeAsync(HttpContext http, IEnumerable<object> choices) => Upstream.JsonAsync(http, 200, JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1_764_000_000,
        model = Chat,
        choices,
        usage = new { prompt_tokens = 12, completion_tokens = 9, total_tokens = 21 },
    }));

    private static Task EventAsync(HttpContext http, object delta) => ChunkAsync(http, [new { index = 0, delta, finish_reason = (string?)null }]);

    private static Task ChunkAsync(HttpContext http, object[] choices, object? usage = null) => Upstream.EventsAsync(http, JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion.chunk",
        created = 1_764_000_000,
        model = Chat,
        choices,
        usage,
    }));

    private static async Task EndAsync(HttpContext http, JsonElement asked, string reason)
    {
        await ChunkAsync(http, [new { index = 0, delta = new { }, finish_reason = reason }]);
        if (asked.TryGetProperty("stream_options", out var options) && options.TryGetProperty("include_usage", out var wanted) && wanted.GetBoolean())
        {
            await ChunkAsync(http, [], new { prompt_tokens = 12, completion_tokens = 9, total_tokens = 21 });
        }

        await Upstream.EventsAsync(http, "[DONE]");
    }

    /// <summary>Of the text at place n, counted from one: 0.5, -0.25, n.</summary>
    private static string Vectors(JsonElement asked)
    {
        var input = asked.GetProperty("input");
        var count = input.ValueKind == JsonValueKind.Array ? input.GetArrayLength() : 1;
        var encoded = asked.TryGetProperty("encoding_format", out var format) && format.GetString() == "base64";
        return JsonSerializer.Serialize(new
        {
            @object = "list",
            data = Enumerable.Range(0, count).Select(index =>
            {
                float[] vector = [0.5f, -0.25f, index + 1];
                return new { @object = "embedding", index, embedding = encoded ? (object)Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan())) : vector };
            }),
            model = Embeddings,
            usage = new { prompt_tokens = 4 * count, total_tokens = 4 * count },
        });
    }
}
