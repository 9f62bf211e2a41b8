using Collegue.Answering.Extracting;

namespace Collegue.Answering.Grounding.Support;

/// <summary>What stands in a sentence where its source has something else.</summary>
/// <param name="Likeness">Share of the sentence's words that the source has in the same order.</param>
internal sealed record WordChanges(double Likeness, IReadOnlyList<WordChange> Changes)
{
    private const int MostWords = 120;

    /// <summary>By the longest common run of words.</summary>
    public static WordChanges Between(IReadOnlyList<Word> source, IReadOnlyList<Word> sentence)
    {
        if (source.Count > MostWords || sentence.Count > MostWords || sentence.Count == 0)
            return new WordChanges(0, []);
        var common = new int[source.Count + 1, sentence.Count + 1];
        for (var at = source.Count - 1; at >= 0; at--)
        {
            for (var to = sentence.Count - 1; to >= 0; to--)
                common[at, to] = source[at].Stem == sentence[to].Stem ? common[at + 1, to + 1] + 1 : Math.Max(common[at + 1, to], common[at, to + 1]);
        }

        return new WordChanges(common[0, 0] / (double)sentence.Count, [.. Walk(source, sentence, common)]);
    }

    private static IEnumerable<WordChange> Walk(IReadOnlyList<Word> source, IReadOnlyList<Word> sentence, int[,] common)
    {
        var (at, to) = (0, 0);
        var (removed, added) = (new List<Word>(), new List<Word>());
        while (at < source.Count || to < sentence.Count)
        {
            if (at < source.Count && to < sentence.Count && source[at].Stem == sentence[to].Stem)
            {
                if (removed.Count + added.Count > 0)
                    yield return new WordChange(removed, added);
                (removed, added) = ([], []);
                (at, to) = (at + 1, to + 1);
            }
            else if (to >= sentence.Count || (at < source.Count && common[at + 1, to] >= common[at, to + 1]))
            {
                removed.Add(source[at++]);
            }
            else
            {
                added.Add(sentence[to++]);
            }
        }

        if (removed.Count + added.Count > 0)
            yield return new WordChange(removed, added);
    }
}

/// <summary>Words of the source and the words that stand in their place; either may be empty.</summary>
internal sealed record WordChange(IReadOnlyList<Word> Removed, IReadOnlyList<Word> Added);
