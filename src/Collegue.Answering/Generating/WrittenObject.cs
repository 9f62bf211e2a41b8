using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Collegue.Answering.Generating;

/// <summary>Reads one JSON object of a model, which may be a little wrong: names in another language, numbers as text, a bracket forgotten.</summary>
internal static partial class WrittenObject
{
    private static readonly string[] Texts = ["text", "texte", "sentence", "phrase"];
    private static readonly string[] Passages = ["passages", "passage", "sources", "source", "citations"];
    private static readonly string[] Quotes = ["quote", "citation", "extrait", "extract"];
    private static readonly string[] Unknowns = ["inconnu", "unknown"];
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 };

    public static IEnumerable<Written> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ReplaceLineEndings(" "), Lenient);
            return [.. Read(document.RootElement)];
        }
        catch (JsonException)
        {
            return [Repaired(json)];
        }
    }

    private static IEnumerable<Written> Read(JsonElement root)
    {
        if (Find(root, Unknowns) is { ValueKind: JsonValueKind.True })
            return [new Written.Unknown()];
        if (Find(root, Texts) is { ValueKind: JsonValueKind.String } text)
        {
            var quote = Find(root, Quotes) is { ValueKind: JsonValueKind.String } there ? there.GetString() : null;
            return [new Written.Sentence(text.GetString()!.Trim(), Find(root, Passages) is { } cited ? Numbers(cited) : [], quote)];
        }

        // {"sentences":[{…},{…}]}
        var inner = root.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(property => property.Value.EnumerateArray()).Where(item => item.ValueKind == JsonValueKind.Object)
            .Where(item => Find(item, Texts) is not null).SelectMany(Read).ToList();
        return inner.Count > 0 ? inner : [new Written.Garbled()];
    }

    /// <summary>A text that has its end can be used though what follows it is broken; a text cut in its middle cannot.</summary>
    private static Written Repaired(string json)
    {
        if (TextField().Match(json) is not { Success: true } text || Unescaped(text.Groups[1].Value) is not { } words)
            return new Written.Garbled();
        var quote = QuoteField().Match(json) is { Success: true } there ? Unescaped(there.Groups[1].Value) : null;
        var passages = PassagesField().Match(json) is { Success: true } cited ? Digits(cited.Groups[1].Value) : [];
        return new Written.Sentence(words.Trim(), passages, quote);
    }

    private static string? Unescaped(string value)
    {
        try
        {
            return JsonSerializer.Deserialize($"\"{value.ReplaceLineEndings(" ").Replace('\t', ' ')}\"", WrittenJson.Default.String);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Find(JsonElement root, string[] names)
    {
        foreach (var name in names)
        {
            if (root.TryGetProperty(name, out var value))
                return value;
        }

        return null;
    }

    private static List<int> Numbers(JsonElement cited) => cited.ValueKind switch
    {
        JsonValueKind.Array => [.. cited.EnumerateArray().SelectMany(Numbers).Distinct()],
        JsonValueKind.Number => cited.TryGetInt32(out var number) ? [number] : [],
        JsonValueKind.String => Digits(cited.GetString()!),
        _ => [],
    };

    private static List<int> Digits(string text) =>
        [.. Number().Matches(text).Select(match => int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)).Distinct()];

    [GeneratedRegex(@"\d{1,4}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"""(?:text|texte|sentence|phrase)""\s{0,8}:\s{0,8}""((?:[^""\\]|\\.){1,4000})""", RegexOptions.CultureInvariant)]
    private static partial Regex TextField();

    [GeneratedRegex(@"""(?:passages?|sources?|citations)""\s{0,8}:\s{0,8}\[?([^\]}""]{0,200})", RegexOptions.CultureInvariant)]
    private static partial Regex PassagesField();

    [GeneratedRegex(@"""(?:quote|citation|extrait|extract)""\s{0,8}:\s{0,8}""((?:[^""\\]|\\.){1,4000})", RegexOptions.CultureInvariant)]
    private static partial Regex QuoteField();
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class WrittenJson : System.Text.Json.Serialization.JsonSerializerContext;
