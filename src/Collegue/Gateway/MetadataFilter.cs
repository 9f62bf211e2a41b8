using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Collegue.Gateway;

/// <summary>Which documents a search looks at, by what was said of them: one comparison, or two to four joined by <c>and</c> or <c>or</c>.</summary>
internal sealed class MetadataFilter
{
    private const int LongestValue = 255;
    private readonly IReadOnlyList<Comparison> comparisons;
    private readonly bool all;

    private MetadataFilter(IReadOnlyList<Comparison> comparisons, bool all) => (this.comparisons, this.all) = (comparisons, all);

    /// <summary>Null with what is wrong.</summary>
    public static (MetadataFilter? Filter, string? Problem) Read(JsonObject asked)
    {
        if (!asked.ContainsKey("filters"))
        {
            var (one, wrong) = Compare(asked);
            return one is null ? (null, wrong) : (new MetadataFilter([one], all: true), null);
        }

        if (asked["filters"] is not JsonArray { Count: >= 2 and <= 4 } parts)
        {
            return (null, "'metadata_filters.filters' takes two to four comparisons.");
        }

        if (Word(asked["operator"]) is not ("and" or "or") || asked["operator"] is not { } joint)
        {
            return (null, "'metadata_filters.operator' takes and, or.");
        }

        var comparisons = new List<Comparison>();
        foreach (var part in parts)
        {
            var (one, wrong) = part is JsonObject comparison ? Compare(comparison) : (null, "'metadata_filters.filters' takes comparisons.");
            if (one is null)
            {
                return (null, wrong);
            }

            comparisons.Add(one);
        }

        return (new MetadataFilter(comparisons, Word(joint) == "and"), null);
    }

    public bool Accepts(string metadata) => JsonNode.Parse(metadata) is JsonObject said
        && (all ? comparisons.All(comparison => comparison.Accepts(said)) : comparisons.Any(comparison => comparison.Accepts(said)));

    private static (Comparison? Comparison, string? Problem) Compare(JsonObject asked)
    {
        if (Word(asked["key"])?.Trim() is not { Length: > 0 and <= LongestValue } key)
        {
            return (null, "'metadata_filters.key' takes the name of a key.");
        }

        if (Word(asked["type"]) is not ("eq" or "sw" or "ew" or "co"))
        {
            return (null, "'metadata_filters.type' takes eq, sw, ew, co.");
        }

        return asked["value"] is JsonValue value && Written(value).Trim() is { Length: > 0 and <= LongestValue } text
            ? (new Comparison(key, Word(asked["type"])!, text), null)
            : (null, "'metadata_filters.value' takes a text, a number or a boolean.");
    }

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Numbers and booleans are compared as they are written: 1 is "1".</summary>
    private static string Written(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetValue<double>().ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private sealed record Comparison(string Key, string Type, string Value)
    {
        public bool Accepts(JsonObject said)
        {
            if (said[Key] is not JsonValue found)
            {
                return false;
            }

            var text = Written(found);
            return Type switch
            {
                "eq" => text == Value,
                "sw" => text.StartsWith(Value, StringComparison.Ordinal),
                "ew" => text.EndsWith(Value, StringComparison.Ordinal),
                _ => text.Contains(Value, StringComparison.Ordinal),
            };
        }
    }
}
