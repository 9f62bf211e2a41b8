using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Collegue.Pages.Desk.Playground;

/// <summary>What is read on the playground of an answer.</summary>
/// <param name="Text">All its choices, with a number before each when there are several, and the tools they call; null when there is none.</param>
/// <param name="Code">Of a failure, in the dialect of OpenAI; null when it was answered.</param>
internal sealed record ChatAnswer(string? Text, string? Code, string? Message)
{
    public static ChatAnswer Of(string raw)
    {
        try
        {
            return raw.StartsWith("data:", StringComparison.Ordinal) || raw.StartsWith(':') ? OfEvents(raw) : OfJson(raw);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The second is of a string with half a character.
            return new ChatAnswer(null, "unreadable", null);
        }
    }

    private static ChatAnswer OfEvents(string raw)
    {
        var choices = new SortedDictionary<int, Choice>();
        foreach (var line in raw.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)))
        {
            var data = line[5..].Trim();
            if (data is "" or "[DONE]")
            {
                continue;
            }

            using var document = JsonDocument.Parse(data);
            if (Failure(document.RootElement) is { } failure)
            {
                return failure with { Text = Shown(choices) is { Length: > 0 } text ? text : null };
            }

            Take(choices, document.RootElement, "delta");
        }

        return new ChatAnswer(Shown(choices), null, null);
    }

    private static ChatAnswer OfJson(string raw)
    {
        using var document = JsonDocument.Parse(raw);
        var choices = new SortedDictionary<int, Choice>();
        Take(choices, document.RootElement, "message");
        return Failure(document.RootElement) ?? new ChatAnswer(Shown(choices), null, null);
    }

    private static ChatAnswer? Failure(JsonElement root) => Part(root, "error", JsonValueKind.Object) is { } error
        ? new ChatAnswer(null, StringOf(error, "code") ?? "unknown", StringOf(error, "message"))
        : null;

    private static void Take(SortedDictionary<int, Choice> choices, JsonElement root, string part)
    {
        foreach (var (place, given) in Items(root, "choices").Index())
        {
            if (Part(given, part, JsonValueKind.Object) is { } message)
            {
                var index = IndexOf(given) ?? place;
                choices.TryAdd(index, new Choice());
                choices[index].Take(message);
            }
        }
    }

    private static string Shown(SortedDictionary<int, Choice> choices)
    {
        var all = choices.Values.Select(choice => choice.Shown).ToList();
        return all.Count < 2 || all.TrueForAll(one => one.Length == 0)
            ? string.Concat(all)
            : string.Join("\n\n", all.Select((one, place) => string.Create(CultureInfo.InvariantCulture, $"{place + 1}. {one}")));
    }

    private static List<JsonElement> Items(JsonElement parent, string name) => Part(parent, name, JsonValueKind.Array) is { } items ? [.. items.EnumerateArray()] : [];

    private static int? IndexOf(JsonElement item) => Part(item, "index", JsonValueKind.Number) is { } number && number.TryGetInt32(out var index) ? index : null;

    private static string? StringOf(JsonElement parent, string name) => Part(parent, name, JsonValueKind.String)?.GetString();

    private static JsonElement? Part(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;

    /// <summary>One of the answers, whole or as its pieces come.</summary>
    private sealed class Choice
    {
        private readonly StringBuilder _text = new();
        private readonly SortedDictionary<int, (string Name, string Arguments)> _calls = [];

        public string Shown => string.Join('\n', new[] { _text.ToString() }.Where(text => text.Length > 0).Concat(_calls.Values.Select(call => $"{call.Name}({call.Arguments})")));

        public void Take(JsonElement message)
        {
            _text.Append(StringOf(message, "content"));
            foreach (var call in Items(message, "tool_calls"))
            {
                if (Part(call, "function", JsonValueKind.Object) is { } function)
                {
                    var name = StringOf(function, "name") ?? "";

                    // Some servers do not count calls: a name begins the next.
                    var index = IndexOf(call) ?? (name.Length > 0 ? _calls.Count : _calls.Count - 1);
                    var (known, written) = _calls.GetValueOrDefault(index, ("", ""));
                    _calls[index] = (known.Length > 0 ? known : name, written + StringOf(function, "arguments"));
                }
            }
        }
    }
}
