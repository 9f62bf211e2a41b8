namespace Collegue.Casework.Triage.Classifying;

/// <summary>A word as the classifier reads it, and its place among the words of the message.</summary>
internal readonly record struct WeighedWord(string Text, int Index);

/// <summary>
/// The words the classifier weighs: names written with a capital do not count, nor do the titles that tell a gender, and a
/// misspelt word stands for the known word one letter away.
/// </summary>
internal static class WeighedWords
{
    private static readonly HashSet<string> Titles =
    [
        "m", "mr", "mrs", "ms", "mme", "mmes", "mlle", "monsieur", "madame", "mademoiselle", "messieurs", "mesdames", "sir", "madam",
    ];

    /// <summary>Words read of a message; what follows does not count.</summary>
    public const int Most = 600;

    public static List<WeighedWord> Of(RuleReading reading, Stretch stretch, Vocabulary vocabulary)
    {
        var kept = new List<WeighedWord>(stretch.Length);
        for (var at = stretch.Start; at < stretch.End && kept.Count < Most; at++)
        {
            var word = reading.Words[at].Folded;
            if (!Titles.Contains(word) && !(Names.Holds(reading.Message, reading.Words, at) && !vocabulary.Knows(word)))
                kept.Add(new WeighedWord(vocabulary.Mend(word), at));
        }

        return kept;
    }
}
