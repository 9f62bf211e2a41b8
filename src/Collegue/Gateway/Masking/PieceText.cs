using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collegue.Answering.Safeguards.Masking;

namespace Collegue.Gateway.Masking;

/// <summary>The strings of one piece of a stream.</summary>
internal static class PieceText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null for what is no string.</summary>
    public static string? Of(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static int? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    public static string Written(JsonNode node) => node.ToJsonString(Readable);

    /// <summary>Restores every string that is whole; true when one changed.</summary>
    /// <param name="pieces">The strings that are pieces of a text.</param>
    public static bool RestoreAll(JsonNode? node, MaskMap map, HashSet<(JsonObject, string)> pieces)
    {
        var changed = false;
        if (node is JsonArray items)
        {
            for (var at = 0; at < items.Count; at++)
            {
                if (Of(items[at]) is not { } text)
                {
                    changed |= RestoreAll(items[at], map, pieces);
                }
                else if (RestoredText.Whole(map, text) is var restored && restored != text)
                {
                    (items[at], changed) = (restored, true);
                }
            }
        }
        else if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToList())
            {
                if (name == "logprobs" || pieces.Contains((fields, name)))
                {
                    continue;
                }

                if (Of(value) is not { } text)
                {
                    changed |= RestoreAll(value, map, pieces);
                }
                else if (RestoredText.Whole(map, text, name == "arguments" ? true : null) is var restored && restored != text)
                {
                    (fields[name], changed) = (restored, true);
                }
            }
        }

        return changed;
    }
}
