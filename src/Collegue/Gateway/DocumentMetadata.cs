using System.Text.Json;
using System.Text.Json.Nodes;

namespace Collegue.Gateway;

/// <summary>What a program says of a document: one to ten keys with texts, numbers or booleans. A list becomes one text, as the contract reads it.</summary>
internal static class DocumentMetadata
{
    private const int Most = 10;
    private const int Longest = 255;
    private const double LargestNumber = 9_999_999_999_999_999;

    /// <summary>The object to keep, null when nothing was said; or what is wrong with it.</summary>
    public static (string? Metadata, string? Problem) Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, null);
        }

        JsonObject said;
        try
        {
            if (JsonNode.Parse(text) is not JsonObject parsed)
            {
                return (null, "'metadata' must be a JSON object.");
            }

            said = parsed;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // The same key twice is an ArgumentException.
            return (null, "'metadata' must be a JSON object.");
        }

        var kept = new JsonObject();
        foreach (var (key, value) in said)
        {
            if (value is null)
            {
                continue;
            }

            if (key.Trim() is not { Length: > 0 and <= Longest } name || Value(value) is not { } good)
            {
                return (null, $"'metadata' takes texts of 1 to {Longest} characters, numbers and booleans.");
            }

            kept[name] = good;
        }

        return kept.Count is >= 1 and <= Most ? (kept.ToJsonString(), null) : (null, $"'metadata' takes 1 to {Most} keys.");
    }

    private static JsonValue? Value(JsonNode node) => node switch
    {
        JsonArray list when list.All(item => item is JsonValue) => Text(string.Join(',', list.Select(item => item!.ToString().Trim()).Where(item => item.Length > 0))),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => Text(value.ToString()),
            JsonValueKind.Number when Math.Abs(value.GetValue<double>()) <= LargestNumber => (JsonValue)value.DeepClone(),
            JsonValueKind.True or JsonValueKind.False => (JsonValue)value.DeepClone(),
            _ => null,
        },
        _ => null,
    };

    private static JsonValue? Text(string text) => text.Trim() is { Length: > 0 and <= Longest } trimmed ? JsonValue.Create(trimmed) : null;
}
