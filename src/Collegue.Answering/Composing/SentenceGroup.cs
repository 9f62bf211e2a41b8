using Collegue.Answering.Extracting;

namespace Collegue.Answering.Composing;

/// <summary>Sentences that only make sense together, in reading order: an announcement and its list, a sentence and the one it leans on.</summary>
internal sealed record SentenceGroup(IReadOnlyList<Sentence> Sentences, Sentence Chosen, bool ContinuesInSource = false)
{
    public int WordCount { get; } = Sentences.Sum(sentence => sentence.WordCount);

    /// <summary>One group of two that share sentences.</summary>
    public SentenceGroup With(SentenceGroup other) => new(
        [.. Sentences.Union(other.Sentences).OrderBy(sentence => sentence.Index)], Chosen, ContinuesInSource || other.ContinuesInSource);

    public string? Situation => Chosen.Passage.Source.Situation is { Length: > 0 } situation ? situation : null;
}
