using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Collegue.Pages.Desk.Playground;

/// <summary>How a language writes a value of JSON.</summary>
/// <param name="Open">Before the fields of an object.</param>
internal sealed partial record Language(string Open, string Close, Func<string, string> Name, string True, string False, string Null)
{
    public static Language Python { get; } = new("{", "}", Quoted, "True", "False", "None");

    /// <summary>Names need no quotes, but for what is no name there or means something else.</summary>
    public static Language JavaScript { get; } =
        new("{ ", " }", name => name == "__proto__" ? "[\"__proto__\"]" : PlainName().IsMatch(name) ? name : Quoted(name), "true", "false", "null");

    public string Write(JsonNode? node) => node switch
    {
        null => Null,
        JsonObject { Count: 0 } => "{}",
        JsonObject fields => $"{Open}{string.Join(", ", fields.Select(field => $"{Name(field.Key)}: {Write(field.Value)}"))}{Close}",
        JsonArray values => $"[{string.Join(", ", values.Select(Write))}]",
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => Quoted(node.GetValue<string>()),
            JsonValueKind.True => True,
            JsonValueKind.False => False,
            _ => node.ToJsonString(),
        },
    };

    /// <summary>
    /// A string of JSON is one of C#, Python and JavaScript too, but for the letters it would write as two halves: Python takes these for two
    /// letters, and all three know them as they are.
    /// </summary>
    public static string Quoted(string text) => $"\"{string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp ? Escaped(rune.ToString()) : rune.ToString()))}\"";

    public static string Escaped(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);

    [GeneratedRegex("^[A-Za-z_$][A-Za-z0-9_$]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();
}
