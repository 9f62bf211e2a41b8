using System.Text;
using System.Text.Json;

namespace Collegue.Pages.Desk.Playground;

/// <summary>What is read on the playground of an answer.</summary>
/// <param name="Text">Null when there is none.</param>
/// <param name="Code">Of a failure, in the dialect of OpenAI; null when it was answered.</param>
internal sealed record ChatAnswer(string? Text, string? Code, string? Message)
{
    public static ChatAnswer Of(string raw)
    {
        try
        {
            return raw.StartsWith("data:", StringComparison.Ordinal) || raw.StartsWith(':') ? OfEvents(raw) : OfJson(raw);
        }
        catch (JsonException)
        {
            return new ChatAnswer(null, "unreadable", null);
        }
    }

    private static ChatAnswer OfEvents(string raw)
    {
        var text = new StringBuilder();
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
                return failure with { Text = text.Length > 0 ? text.ToString() : null };
            }

            text.Append(Content(document.RootElement, "delta"));
        }

        return new ChatAnswer(text.ToString(), null, null);
    }

    private static ChatAnswer OfJson(string raw)
    {
        using var document = JsonDocument.Parse(raw);
        return Failure(document.RootElement) ?? new ChatAnswer(Content(document.RootElement, "message") ?? "", null, null);
    }

    private static ChatAnswer? Failure(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            ? new ChatAnswer(null, StringOf(error, "code") ?? "unknown", StringOf(error, "message"))
            : null;

    private static string? Content(JsonElement root, string part) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
        && choices[0].ValueKind == JsonValueKind.Object && choices[0].TryGetProperty(part, out var message) && message.ValueKind == JsonValueKind.Object
            ? StringOf(message, "content")
            : null;

    private static string? StringOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
