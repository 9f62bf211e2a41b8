using System.Text.Json;
using Collegue.Answering;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Local;

/// <summary>What a program asks of the sources by the contracts of chats and completions.</summary>
/// <param name="Streamed">Whether the answer comes in pieces.</param>
/// <param name="WithUsage">Whether a stream says at its end what it took.</param>
internal sealed record AskedConversation(string Question, IReadOnlyList<EarlierTurn> Earlier, bool Streamed, bool WithUsage, int Words)
{
    private const int LongestQuestion = 20_000;
    private const int MostEarlier = 20;

    public static (AskedConversation? Asked, GatewayRefusal? Refusal) Read(LocalRequest request)
    {
        var fields = new LocalJson(request.Body);
        var told = request.Kind == GatewayCallKind.Chat ? Messages(fields) : Prompt(fields);
        var streamed = fields.Flag("stream");
        var withUsage = fields.Field("stream_options") is { ValueKind: JsonValueKind.Object } options && new LocalJson(options).Flag("include_usage");
        Refuse(fields);
        if (fields.Refusal is null && told is not [.., { Role: "user", Text.Length: > 0 and <= LongestQuestion }])
        {
            fields.Refuse<string>(request.Kind == GatewayCallKind.Chat ? "messages" : "prompt", $"a question of 1 to {LongestQuestion} characters as its last text");
        }

        return fields.Refusal is { } refusal ? (null, refusal)
            : (new AskedConversation(told[^1].Text, Before(told), streamed, withUsage, told.Sum(turn => LocalModels.Words(turn.Text))), null);
    }

    /// <summary>What would be missed if it were left aside in silence.</summary>
    private static void Refuse(LocalJson fields)
    {
        if (fields.Field("n") is not null && fields.Number("n", 1, 1) is null)
        {
            return;
        }

        foreach (var name in (string[])["tools", "functions"])
        {
            if (fields.Field(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0)
            {
                fields.Unsupported(name);
            }
        }

        if (fields.Field("response_format") is { ValueKind: JsonValueKind.Object } format && new LocalJson(format).Text("type") is not (null or "text"))
        {
            fields.Unsupported("response_format");
        }

        if (fields.Field("echo") is { ValueKind: JsonValueKind.True })
        {
            fields.Unsupported("echo");
        }
    }

    private static List<Turn> Messages(LocalJson fields)
    {
        var turns = new List<Turn>();
        if (fields.Field("messages") is not { ValueKind: JsonValueKind.Array } list)
        {
            fields.Refuse<string>("messages", "a list of messages");
            return turns;
        }

        foreach (var message in list.EnumerateArray())
        {
            var text = message.ValueKind == JsonValueKind.Object && message.TryGetProperty("content", out var content) ? TextOf(content) : "";
            if (message.ValueKind != JsonValueKind.Object || text is null || new LocalJson(message).Text("role") is not { } role)
            {
                fields.Refuse<string>("messages", "messages with a role and a text; this model reads no images, sounds or files");
                return turns;
            }

            turns.Add(new Turn(role, text.Trim()));
        }

        return turns;
    }

    private static List<Turn> Prompt(LocalJson fields)
    {
        var prompt = fields.Field("prompt");
        if (prompt is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 1)
        {
            prompt = list[0];
        }

        if (prompt is { ValueKind: JsonValueKind.String } text)
        {
            return [new Turn("user", text.GetString()!.Trim())];
        }

        fields.Refuse<string>("prompt", "one text");
        return [];
    }

    /// <summary>Null when a part is no text.</summary>
    private static string? TextOf(JsonElement content)
    {
        if (content.ValueKind is JsonValueKind.String or JsonValueKind.Null)
        {
            return content.GetString() ?? "";
        }

        if (content.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var parts = new List<string>();
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            parts.Add(text.GetString()!);
        }

        return string.Join('\n', parts);
    }

    private static List<EarlierTurn> Before(List<Turn> told)
    {
        var earlier = new List<EarlierTurn>();
        string? question = null;
        foreach (var turn in told.SkipLast(1))
        {
            if (turn.Role == "user")
            {
                question = turn.Text;
            }
            else if (turn.Role == "assistant" && question is not null)
            {
                earlier.Add(new EarlierTurn(question, turn.Text));
                question = null;
            }
        }

        return [.. earlier.TakeLast(MostEarlier)];
    }

    private sealed record Turn(string Role, string Text);
}
