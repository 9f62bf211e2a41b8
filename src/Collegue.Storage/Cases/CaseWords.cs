using System.Globalization;
using System.Text;

namespace Collegue.Storage.Cases;

/// <summary>Words as the search over cases keeps and asks for them: small letters without accents, digits, nothing else.</summary>
public static class CaseWords
{
    private const int LongestWord = 40;
    private const int LongestText = 20_000;

    /// <summary>The different words of the texts, in order, each once; numbers with leading zeros also without, telephone numbers also in one piece.</summary>
    public static IReadOnlyList<string> Of(params IEnumerable<string?> texts)
    {
        var words = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts.OfType<string>())
        {
            foreach (var word in Split(text))
            {
                Add(word);
                if (word[0] == '0' && word.All(char.IsAsciiDigit))
                {
                    Add(word.TrimStart('0'));
                }
            }
        }

        return words;

        void Add(string word)
        {
            if (word.Length > 0 && seen.Add(word))
            {
                words.Add(word);
            }
        }
    }

    /// <summary>The digits of a telephone number in one piece, as somebody may type them; French numbers begin with 0.</summary>
    public static string? OfPhone(string? phone)
    {
        if (phone is null)
        {
            return null;
        }

        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        var national = phone.TrimStart().StartsWith("+33", StringComparison.Ordinal) ? "0" + digits[2..].TrimStart('0') : digits;
        return $"{phone} {national}";
    }

    /// <summary>The words of what somebody types in the search, at most <paramref name="most"/>; a telephone number typed in groups is one word.</summary>
    public static IReadOnlyList<string> Asked(string? typed, int most)
    {
        var text = typed is null ? "" : typed[..Math.Min(typed.Length, 200)].Trim();
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length >= 9 && text.All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '.' or '+' or '\u00a0')
            ? [text[0] == '+' && digits.StartsWith("33", StringComparison.Ordinal) ? "0" + digits[2..] : digits]
            : [.. Split(text).Distinct(StringComparer.Ordinal).Take(most)];
    }

    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder(LongestWord);

        // Half a surrogate pair, of a cut text, cannot be decomposed: as a rune it is the replacement character, which is no letter.
        var whole = string.Concat(text[..Math.Min(text.Length, LongestText)].EnumerateRunes());
        foreach (var rune in whole.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase)
                     .Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                if (word.Length < LongestWord)
                {
                    word.Append(Rune.ToLowerInvariant(rune));
                }
            }
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
