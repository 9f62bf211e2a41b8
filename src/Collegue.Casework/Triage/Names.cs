namespace Collegue.Casework.Triage;

/// <summary>Which words of a message look like names of people or places.</summary>
internal static class Names
{
    /// <summary>
    /// "rue Fictive", "Élodie": a capital inside a sentence, or at its beginning before another one, as a signature has. A word all
    /// in capitals names nobody.
    /// </summary>
    public static bool Holds(string message, IReadOnlyList<Word> words, int at)
    {
        if (!IsCapitalised(message, words[at]))
            return false;
        var insideSentence = at > 0 && !words[at - 1].EndsSentence;
        return insideSentence || (at + 1 < words.Count && !words[at].EndsSentence && IsCapitalised(message, words[at + 1]));
    }

    private static bool IsCapitalised(string message, Word word) =>
        char.IsUpper(message[word.Start]) && (word.End - word.Start == 1 || !char.IsUpper(message[word.Start + 1]));
}
