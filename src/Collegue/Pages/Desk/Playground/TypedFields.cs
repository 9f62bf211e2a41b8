using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;

namespace Collegue.Pages.Desk.Playground;

/// <summary>Fields of a request that the form has no place for, typed as an object of JSON.</summary>
internal static class TypedFields
{
    /// <summary>Takes the place of what the form says.</summary>
    public const string Messages = "messages";

    private const string Example = """{"top_p": 0.5, "seed": 7}""";

    private static readonly string[] OfTheForm = ["model", "stream", "stream_options", "temperature", "max_tokens"];

    /// <summary>Of what has no problem.</summary>
    public static JsonObject Read(string typed) => typed.Length == 0 ? [] : JsonNode.Parse(typed)!.AsObject();

    /// <summary>Why it cannot be sent; null when it can.</summary>
    public static string? ProblemOf(string typed, IStringLocalizer<PlaygroundTexts> texts)
    {
        if (typed.Length == 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(typed);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return texts["others.object", Example];
            }

            if (Twice(root) is { } twice)
            {
                return texts["others.twice", twice];
            }

            // A string with half a character can be read, but not be written.
            _ = Read(typed).ToJsonString();
            return Array.Find(OfTheForm, name => root.TryGetProperty(name, out _)) is { } known ? texts["others.known", known].Value : null;
        }
        catch (JsonException broken)
        {
            return texts["others.broken", (broken.LineNumber ?? 0) + 1, Example];
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            return texts["others.object", Example];
        }
    }

    private static string? Twice(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().GroupBy(field => field.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key
            ?? element.EnumerateObject().Select(field => Twice(field.Value)).FirstOrDefault(name => name is not null),
        JsonValueKind.Array => element.EnumerateArray().Select(Twice).FirstOrDefault(name => name is not null),
        _ => null,
    };
}
