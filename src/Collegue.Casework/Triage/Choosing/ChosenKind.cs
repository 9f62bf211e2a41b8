using System.Text.Json;

namespace Collegue.Casework.Triage.Choosing;

/// <summary>A kind a model chose, with the words of the message it gave for it.</summary>
internal sealed record ChosenKind(TaskKind Kind, Evidence Words)
{
    private const int FewestLetters = 3;

    /// <summary>Null unless the answer holds an object with a kind of the list and words that are in the message as they are.</summary>
    public static ChosenKind? Read(string answer, RuleSet rules, string message)
    {
        var (start, end) = (answer.LastIndexOf('{'), answer.LastIndexOf('}'));
        if (start < 0 || end < start)
            return null;
        try
        {
            using var json = JsonDocument.Parse(answer.AsMemory(start, end - start + 1));
            var kind = Text(json.RootElement, "task") is { } slug ? rules.Kinds.FirstOrDefault(kind => kind.Slug == slug && !kind.NotHere) : null;
            var words = Text(json.RootElement, "words")?.Trim() ?? "";
            var at = words.Length < FewestLetters ? -1 : message.IndexOf(words, StringComparison.OrdinalIgnoreCase);
            return kind is null || at < 0 ? null : new ChosenKind(kind, new Evidence(message.Substring(at, words.Length), at, at + words.Length));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
