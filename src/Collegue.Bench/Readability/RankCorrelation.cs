namespace Collegue.Bench.Readability;

/// <summary>Spearman's rank correlation, equal values sharing the mean of their ranks.</summary>
public static class RankCorrelation
{
    /// <returns>From -1 to 1; 0 when one of the two never varies.</returns>
    public static double Of(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var (a, b) = (Ranks(one), Ranks(other));
        var mean = (a.Length + 1) / 2.0;
        double both = 0, first = 0, second = 0;
        for (var at = 0; at < a.Length; at++)
        {
            both += (a[at] - mean) * (b[at] - mean);
            first += (a[at] - mean) * (a[at] - mean);
            second += (b[at] - mean) * (b[at] - mean);
        }

        return first == 0 || second == 0 ? 0 : both / Math.Sqrt(first * second);
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).ToArray();
        Array.Sort(order, (one, other) => values[one].CompareTo(values[other]));
        var ranks = new double[values.Count];
        for (var at = 0; at < order.Length;)
        {
            var end = at;
            while (end < order.Length && values[order[end]].Equals(values[order[at]]))
                end++;
            for (var tied = at; tied < end; tied++)
                ranks[order[tied]] = (at + 1 + end) / 2.0;
            at = end;
        }

        return ranks;
    }
}
