namespace Collegue.Bench.Retrieval;

/// <summary>Measures of one ranked list, best first, against the relevant documents; a document given twice counts once.</summary>
public static class RetrievalMetrics
{
    /// <summary>1 when a relevant document is among the first <paramref name="depth"/>, else 0.</summary>
    public static double Hit(IReadOnlyList<string> ranked, IReadOnlyCollection<string> relevant, int depth) =>
        FirstRelevant(ranked, relevant, depth) is null ? 0 : 1;

    /// <summary>1 / rank of the first relevant document among the first <paramref name="depth"/>, else 0.</summary>
    public static double ReciprocalRank(IReadOnlyList<string> ranked, IReadOnlyCollection<string> relevant, int depth) =>
        FirstRelevant(ranked, relevant, depth) is { } rank ? 1.0 / rank : 0;

    /// <summary>Share of the relevant documents that are among the first <paramref name="depth"/>.</summary>
    public static double Recall(IReadOnlyList<string> ranked, IReadOnlyCollection<string> relevant, int depth) =>
        ranked.Take(depth).Distinct().Count(relevant.Contains) / (double)relevant.Count;

    /// <summary>
    /// DCG / ideal DCG with gain 1 for a relevant document and 0 for another: DCG is the sum of gain / log2(rank + 1) over the
    /// first <paramref name="depth"/>; the ideal list begins with all relevant documents, as many as fit in the depth.
    /// </summary>
    public static double NormalisedGain(IReadOnlyList<string> ranked, IReadOnlyCollection<string> relevant, int depth)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var gain = 0.0;
        for (var at = 0; at < Math.Min(depth, ranked.Count); at++)
        {
            if (relevant.Contains(ranked[at]) && seen.Add(ranked[at]))
            {
                gain += Discount(at + 1);
            }
        }

        return gain / Enumerable.Range(1, Math.Min(depth, relevant.Count)).Sum(Discount);
    }

    private static double Discount(int rank) => 1 / Math.Log2(rank + 1);

    private static int? FirstRelevant(IReadOnlyList<string> ranked, IReadOnlyCollection<string> relevant, int depth)
    {
        for (var at = 0; at < Math.Min(depth, ranked.Count); at++)
        {
            if (relevant.Contains(ranked[at]))
            {
                return at + 1;
            }
        }

        return null;
    }
}
