namespace Collegue.Answering.Writing.Reading;

/// <summary>The figures of a text.</summary>
internal static class Counting
{
    public static Figures None(WrittenText text) => new(text.Sentences.Count, text.Words, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static Figures Of(WrittenText text, IReadOnlyList<MeasuredSentence> sentences, IReadOnlyList<Finding> findings)
    {
        var syllables = 0;
        for (var at = 0; at < text.Words; at++)
            syllables += Syllables.Of(text[at].Form);
        var by = findings.CountBy(finding => finding.Kind).ToDictionary();
        return new Figures(
            sentences.Count,
            text.Words,
            syllables,
            KandelMoles(text.Words, sentences.Count, syllables),
            (double)text.Words / sentences.Count,
            sentences.Max(sentence => sentence.Words),
            sentences.Count(sentence => sentence.IsLong),
            (double)by.GetValueOrDefault(FindingKind.Rare) / text.Words,
            by.GetValueOrDefault(FindingKind.Passive),
            by.GetValueOrDefault(FindingKind.Nominalisation),
            by.GetValueOrDefault(FindingKind.Negation),
            by.GetValueOrDefault(FindingKind.Subordinate),
            by.GetValueOrDefault(FindingKind.Jargon),
            sentences.Average(sentence => sentence.Difficulty));
    }

    public static double KandelMoles(int words, int sentences, int syllables) =>
        207 - (1.015 * words / sentences) - (73.6 * syllables / words);
}
