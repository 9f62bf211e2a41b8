using System.Text;
using Collegue.Knowledge.Sources;

namespace Collegue.Knowledge.Importing;

/// <summary>What every engine can store: no NUL (refused by PostgreSQL), no half characters (refused by UTF-8), nothing blank.</summary>
internal static class Sanitation
{
    private const int LongestKey = 400;

    /// <summary>The document as it can be kept, or why it cannot.</summary>
    public static (SourceDocument? Document, string? Refusal) Clean(SourceDocument document)
    {
        if (string.IsNullOrWhiteSpace(document.Key) || document.Key.Length > LongestKey)
        {
            return (null, $"its id is empty or longer than {LongestKey} characters");
        }

        if (string.IsNullOrWhiteSpace(document.Title))
        {
            return (null, "it has no title");
        }

        var clean = document with
        {
            Key = Clean(document.Key),
            Title = Clean(document.Title).Trim(),
            Url = Optional(document.Url),
            Path = Clean(document.Path),
            Theme = Optional(document.Theme),
            Audience = Optional(document.Audience),
            Description = Optional(document.Description),
            Passages = [.. document.Passages.Where(passage => !string.IsNullOrWhiteSpace(passage.Text)).Select(Clean)],
        };
        return (clean, null);
    }

    private static SourcePassage Clean(SourcePassage passage) => passage with
    {
        Heading = Clean(passage.Heading),
        Situation = Clean(passage.Situation),
        Text = Clean(passage.Text),
        Url = Optional(passage.Url),
    };

    private static IReadOnlyList<string> Clean(IReadOnlyList<string> parts) =>
        parts.Count == 0 ? parts : [.. parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(Clean)];

    private static string? Optional(string? value) => string.IsNullOrWhiteSpace(value) ? null : Clean(value);

    private static string Clean(string value)
    {
        if (!NeedsCleaning(value))
        {
            return value;
        }

        var clean = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value != 0)
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    private static bool NeedsCleaning(string value)
    {
        foreach (var character in value)
        {
            if (character == '\0' || char.IsSurrogate(character))
            {
                return true;
            }
        }

        return false;
    }
}
