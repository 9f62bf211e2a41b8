using Collegue.Bench.Retrieval;

namespace Collegue.Embeddings.Training.Measuring;

/// <summary>One table for one set of queries.</summary>
internal sealed class Evaluation(VectorIndex vectors, WordIndex words, ILookup<string, (string Document, double Score)> other)
{
    private static readonly float[] TitleShares = [0f, 0.3f, 0.6f];
    private static readonly double[] VectorShares = [0.25, 0.5, 0.75, 1];

    public void Print(string title, IReadOnlyList<RetrievalQuery> queries, Func<string, string> disguise)
    {
        Console.WriteLine($"\n{title}\n{"",-24}nDCG@10  hit@1   hit@5   hit@10");
        var byWords = queries.Select(query => words.Score(disguise(query.Query))).ToList();
        Line("BM25", at => Fusion.Best(byWords[at], 10));
        var chosen = new List<IReadOnlyList<(string, double)>>();
        foreach (var share in TitleShares)
        {
            chosen = [.. queries.Select(query => vectors.Score(disguise(query.Query), share))];
            Line($"vectors, title {share}", at => Fusion.Best(chosen[at], 10));
        }

        foreach (var share in VectorShares)
        {
            Line($"BM25 + {share} vectors", at => Fusion.Fuse(byWords[at], chosen[at], share));
        }

        if (!queries.Any(query => other.Contains(query.Id)))
        {
            return;
        }

        Line("given", at => Fusion.Best([.. other[queries[at].Id]], 10));
        foreach (var share in VectorShares)
        {
            Line($"given + {share} vectors", at => Fusion.Fuse([.. other[queries[at].Id]], chosen[at], share));
        }

        void Line(string name, Func<int, IReadOnlyList<string>> ranked)
        {
            var rows = queries.Select((query, at) => (Ranked: ranked(at), query.Relevant)).ToList();
            double Mean(Func<IReadOnlyList<string>, IReadOnlyCollection<string>, double> measure) => rows.Average(row => measure(row.Ranked, row.Relevant));
            Console.WriteLine(FormattableString.Invariant(
                $"{name,-24}{Mean((ranked, relevant) => RetrievalMetrics.NormalisedGain(ranked, relevant, 10)):0.000}    {Mean((ranked, relevant) => RetrievalMetrics.Hit(ranked, relevant, 1)):0.000}   {Mean((ranked, relevant) => RetrievalMetrics.Hit(ranked, relevant, 5)):0.000}   {Mean((ranked, relevant) => RetrievalMetrics.Hit(ranked, relevant, 10)):0.000}"));
        }
    }
}
