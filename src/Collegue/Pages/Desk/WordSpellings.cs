namespace Collegue.Pages.Desk;

/// <summary>
/// A word as <c>lower()</c> of the database may leave it: that of SQLite keeps accented capitals as they are, so the word is also
/// looked for with its accented letters in capitals.
/// </summary>
internal sealed record WordSpellings(string Lower, string Accented, string Initial)
{
    private const int LongestSearch = 100;
    private const int MostWords = 8;

    /// <summary>The words of what was typed, at most eight.</summary>
    public static IReadOnlyList<string> Split(string? typed) => typed is null
        ? []
        : [.. typed[..Math.Min(typed.Length, LongestSearch)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords)];

    public static WordSpellings Of(string word)
    {
        var lower = word.ToLowerInvariant();
        var accented = string.Concat(lower.Select(letter => char.IsAscii(letter) ? letter : char.ToUpperInvariant(letter)));
        var first = char.ToUpperInvariant(lower[0]) + lower[1..];
        return new WordSpellings(lower, accented, char.IsAscii(first[0]) ? lower : first);
    }
}
