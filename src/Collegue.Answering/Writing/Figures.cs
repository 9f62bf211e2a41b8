namespace Collegue.Answering.Writing;

/// <summary>What is counted in a text. Signs, not proofs: only readers say whether a text is clear.</summary>
/// <param name="KandelMoles">207 − 1.015 × words per sentence − 73.6 × syllables per word; the higher, the easier.</param>
/// <param name="RareShare">Of the words, from 0 to 1.</param>
/// <param name="Difficulty">Mean of the difficulty of sentences.</param>
public sealed record Figures(
    int Sentences,
    int Words,
    int Syllables,
    double KandelMoles,
    double MeanSentence,
    int LongestSentence,
    int LongSentences,
    double RareShare,
    int Passives,
    int Nominalisations,
    int Negations,
    int Subordinates,
    int Jargon,
    double Difficulty);

/// <summary>A sentence with its difficulty.</summary>
/// <param name="Difficulty">Only compares sentences with each other: see the guide for its formula.</param>
public sealed record MeasuredSentence(int Start, int Length, int Words, double Difficulty, bool IsLong)
{
    public int End => Start + Length;
}
