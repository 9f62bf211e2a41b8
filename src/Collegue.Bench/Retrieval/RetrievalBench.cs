namespace Collegue.Bench.Retrieval;

/// <summary>Gives the ids of the documents found, best first, at most <paramref name="top"/>.</summary>
public delegate Task<IReadOnlyList<string>> Retrieve(string query, int top, CancellationToken cancellation);

/// <summary>Asks every query of a suite to a search and measures the answers.</summary>
public sealed class RetrievalBench(TimeProvider clock)
{
    private const int Depth = 10;
    private const int WarmUp = 1_000;

    /// <summary>
    /// Queries are asked one after the other; the first thousand are asked once before, so that starting up is not timed: the runtime
    /// compiles again, for speed, what a few hundred questions have run through.
    /// </summary>
    public async Task<RetrievalFigures> RunAsync(
        IReadOnlyList<RetrievalQuery> queries, Retrieve retrieve, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(queries.Count);
        foreach (var query in queries.Take(WarmUp))
        {
            await retrieve(query.Query, Depth, cancellation);
        }

        var answers = new List<(RetrievalQuery Query, IReadOnlyList<string> Ranked, double Milliseconds)>(queries.Count);
        foreach (var query in queries)
        {
            var started = clock.GetTimestamp();
            var ranked = await retrieve(query.Query, Depth, cancellation);
            answers.Add((query, ranked, clock.GetElapsedTime(started).TotalMilliseconds));
            progress?.Report(answers.Count);
        }

        return new RetrievalFigures(
            queries.Count,
            Mean((ranked, relevant) => RetrievalMetrics.Hit(ranked, relevant, 1)),
            Mean((ranked, relevant) => RetrievalMetrics.Hit(ranked, relevant, 5)),
            Mean((ranked, relevant) => RetrievalMetrics.Hit(ranked, relevant, Depth)),
            Mean((ranked, relevant) => RetrievalMetrics.ReciprocalRank(ranked, relevant, Depth)),
            Mean((ranked, relevant) => RetrievalMetrics.NormalisedGain(ranked, relevant, Depth)),
            Mean((ranked, relevant) => RetrievalMetrics.Recall(ranked, relevant, Depth)),
            Percentile([.. answers.Select(answer => answer.Milliseconds).Order()], 0.50),
            Percentile([.. answers.Select(answer => answer.Milliseconds).Order()], 0.99));

        double Mean(Func<IReadOnlyList<string>, IReadOnlyCollection<string>, double> measure) =>
            answers.Average(answer => measure(answer.Ranked, answer.Query.Relevant));
    }

    /// <summary>The smallest value that at least this share of the values does not exceed (nearest rank).</summary>
    internal static double Percentile(IReadOnlyList<double> ordered, double share) =>
        ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Count) - 1, 0, ordered.Count - 1)];
}
