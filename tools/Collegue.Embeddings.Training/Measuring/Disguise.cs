using System.Globalization;
using System.Text;

namespace Collegue.Embeddings.Training.Measuring;

/// <summary>The same question as a hurried hand types it.</summary>
internal static class Disguise
{
    public static readonly IReadOnlyList<(string Name, Func<string, string> Of)> All =
    [
        ("as written", query => query), ("no accents", WithoutAccents), ("capitals", query => query.ToUpper(CultureInfo.GetCultureInfo("fr-FR"))), ("typing errors", Mistyped),
    ];

    private static string WithoutAccents(string query) => string.Concat(query.Normalize(NormalizationForm.FormD)
        .Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).Replace("œ", "oe", StringComparison.Ordinal);

    /// <summary>One error in each word of five letters or more: two letters exchanged, one lost, doubled or replaced.</summary>
    private static string Mistyped(string query)
    {
        var random = new Random(query.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)));
        return string.Join(' ', query.Split(' ').Select(word => word.Count(char.IsLetter) < 5 ? word : Spoil(word, random)));
    }

    private static string Spoil(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        return random.Next(4) switch
        {
            0 => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            1 => word.Remove(at, 1),
            2 => word.Insert(at, word[at].ToString()),
            _ => word[..at] + (char)('a' + random.Next(26)) + word[(at + 1)..],
        };
    }
}
