using Collegue.Bench.Retrieval;

namespace Collegue.Bench.Gateway;

/// <summary>Figures of one case with one number of clients, out of its rounds.</summary>
/// <param name="windows">Of each target, in the order of the rounds.</param>
/// <param name="calls">Calls in turns of one client; null with more clients.</param>
internal sealed class GatewayFigures(
    GatewayCase what, int clients, IReadOnlyDictionary<string, List<LoadWindow>> windows, IReadOnlyDictionary<string, (List<double> Whole, List<double> First)>? calls)
{
    private const double LeastOfYarp = 0.8;
    private const double LeastOfPortkey = 10;
    private const double MostOfNginx = 2;

    public static GatewayRow Absent(GatewayCase what, int clients, MissingTarget target) =>
        new(what.Name, clients, target.Name, null, null, null, null, null, null, null, null, null, $"NOT MEASURED: {target.Reason}");

    public IEnumerable<GatewayRow> Rows(IEnumerable<GatewayTarget> targets) => targets.Select(target =>
    {
        var seen = windows[target.Name];
        var requests = seen.Sum(window => window.Requests);
        return new GatewayRow(
            what.Name, clients, target.Name,
            Median(seen, window => window.Requests / window.Seconds),
            Median(seen, window => window.P50),
            Median(seen, window => window.P99),
            Added(target.Name),
            calls is null ? OverDirect(target.Name, window => window.P99) : At(calls[target.Name].Whole, 0.99),
            !what.Streamed ? null : calls is null ? OverDirect(target.Name, window => window.FirstP50) : At(calls[target.Name].First, 0.5),
            seen.Sum(window => window.Processor.TotalMicroseconds) / Math.Max(1, requests),
            seen.Max(window => window.ResidentBytes) / 1e6,
            seen.Sum(window => window.Wrong),
            "");
    });

    public LoadCost Cost()
    {
        var direct = windows[GatewayTarget.Direct];
        return new LoadCost(what.Name, clients, direct.Sum(window => window.OwnProcessor.TotalMicroseconds) / Math.Max(1, direct.Sum(window => window.Requests)));
    }

    public IEnumerable<GatewayRatio> Ratios()
    {
        yield return Least("throughput / portkey's", LeastOfPortkey, Throughput(GatewayTarget.Portkey));
        yield return Least("throughput / yarp's", LeastOfYarp, Throughput(GatewayTarget.Yarp));
        double? added = windows.ContainsKey(GatewayTarget.Ours) && windows.ContainsKey(GatewayTarget.Nginx)
            ? Added(GatewayTarget.Ours) / Added(GatewayTarget.Nginx)
            : null;
        yield return new GatewayRatio(what.Name, clients, "added p50 / nginx's", added, $"{MostOfNginx} at most", added <= MostOfNginx);
    }

    private static double Median<T>(IEnumerable<T> items, Func<T, double> value) => At([.. items.Select(value).Order()], 0.5);

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : Math.Round(RetrievalBench.Percentile(sorted, share), 4);

    private GatewayRatio Least(string ratio, double bound, double? seen) =>
        new(what.Name, clients, ratio, seen, FormattableString.Invariant($"{bound} at least"), seen >= bound);

    private double Added(string target) => calls is null ? OverDirect(target, window => window.P50) : At(calls[target].Whole, 0.5);

    private double OverDirect(string target, Func<LoadWindow, double> value) =>
        Median(windows[target].Zip(windows[GatewayTarget.Direct]), pair => value(pair.First) - value(pair.Second));

    private double? Throughput(string other) => windows.TryGetValue(GatewayTarget.Ours, out var ours) && windows.TryGetValue(other, out var theirs)
        ? Median(ours.Zip(theirs), pair => pair.First.Requests / pair.First.Seconds / (pair.Second.Requests / pair.Second.Seconds))
        : null;
}
