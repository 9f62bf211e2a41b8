using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Searching.Words;

/// <summary>Finds the acronyms that definitions explain: <c>CSE : Comité social et économique</c>.</summary>
internal static partial class AcronymReader
{
    private const int LongestMeaning = 90;

    /// <summary>Each acronym with the meaning most definitions give it; the acronyms in order.</summary>
    public static IReadOnlyList<Acronym> Read(IEnumerable<string> definitions) =>
        [.. definitions.SelectMany(definition => definition.Split('\n')).Select(Parse).OfType<Acronym>()
            .GroupBy(acronym => acronym.Short, StringComparer.Ordinal)
            .Select(same => same.GroupBy(acronym => acronym.Long, StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(meaning => meaning.Count()).ThenBy(meaning => meaning.Key, StringComparer.Ordinal).First().First())
            .OrderBy(acronym => acronym.Short, StringComparer.Ordinal)];

    private static Acronym? Parse(string line)
    {
        var match = Explained().Match(line);
        if (!match.Success)
        {
            return null;
        }

        var (acronym, meaning) = (match.Groups["short"].Value, match.Groups["long"].Value.Trim().TrimEnd('.'));
        return meaning.Length <= LongestMeaning && HasLetters(acronym, meaning) ? new Acronym(acronym, meaning) : null;
    }

    /// <summary>The letters of an acronym begin its words, or come in their order: what only stands before a colon is no acronym.</summary>
    private static bool HasLetters(string acronym, string meaning)
    {
        var letters = Bare(acronym);
        var words = Bare(meaning).Split([' ', '-', '\'', '\u2019', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || letters[0] != words[0][0])
        {
            return false;
        }

        var at = 0;
        foreach (var word in words)
        {
            for (var letter = 0; letter < word.Length && at < letters.Length; letter++)
            {
                if (word[letter] == letters[at])
                {
                    at++;
                }
                else if (letter == 0)
                {
                    break;
                }
            }
        }

        return at == letters.Length;
    }

    private static string Bare(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();

    [GeneratedRegex(@"^(?<short>[A-Z][A-Za-z]?[A-Z]{1,6}s?)\s*:\s+(?<long>\p{L}.+)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Explained();
}
