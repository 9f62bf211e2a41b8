namespace Collegue.Embeddings.Training.Measuring;

/// <summary>Two rankings made one: scores of the best hundred of each, brought between zero and one, added.</summary>
internal static class Fusion
{
    private const int Depth = 100;

    public static IReadOnlyList<string> Best(IReadOnlyList<(string Document, double Score)> scores, int count) =>
        [.. scores.Where(row => row.Score > 0).OrderByDescending(row => row.Score).ThenBy(row => row.Document, StringComparer.Ordinal).Take(count).Select(row => row.Document)];

    public static IReadOnlyList<string> Fuse(IReadOnlyList<(string Document, double Score)> words, IReadOnlyList<(string Document, double Score)> vectors, double share)
    {
        var fused = Levelled(words);
        foreach (var (document, score) in Levelled(vectors))
        {
            fused[document] = fused.GetValueOrDefault(document) + (share * score);
        }

        return [.. fused.OrderByDescending(row => row.Value).ThenBy(row => row.Key, StringComparer.Ordinal).Take(10).Select(row => row.Key)];
    }

    private static Dictionary<string, double> Levelled(IReadOnlyList<(string Document, double Score)> scores)
    {
        var best = scores.Where(row => row.Score > 0).OrderByDescending(row => row.Score).ThenBy(row => row.Document, StringComparer.Ordinal).Take(Depth).ToList();
        if (best.Count == 0)
        {
            return [];
        }

        var (least, range) = (best[^1].Score, Math.Max(1e-9, best[0].Score - best[^1].Score));
        return best.ToDictionary(row => row.Document, row => (row.Score - least) / range);
    }
}
