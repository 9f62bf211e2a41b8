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
        if (requests == 0)
        {
            return Absent(what, clients, new MissingTarget(target.Name, FormattableString.Invariant($"no right answer in {seen.Count} rounds")));
        }

        return new GatewayRow(
            what.Name, clients, target.Name,
            Median(seen, window => window.PerSecond),
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
        // One client waits for each answer: how many it gets is its latency, for which the added time is promised.
        yield return Least("throughput / portkey's", clients > 1 ? LeastOfPortkey : null, Throughput(GatewayTarget.Portkey));
        yield return Least("throughput / yarp's", LeastOfYarp, Throughput(GatewayTarget.Yarp));
        var (ours, nginx) = (AddedOrNull(GatewayTarget.Ours), AddedOrNull(GatewayTarget.Nginx));
        yield return new GatewayRatio(
            what.Name, clients, "added p50 / nginx's", nginx > 0 ? ours / nginx : null, $"{MostOfNginx} at most", ours <= MostOfNginx * nginx && AllRight);
    }

    /// <summary>A quick wrong answer keeps no promise.</summary>
    private bool AllRight => windows.TryGetValue(GatewayTarget.Ours, out var ours) && ours.TrueForAll(window => window.Wrong == 0);

    private static double Median<T>(IEnumerable<T> items, Func<T, double> value) => At([.. items.Select(value).Order()], 0.5);

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : Math.Round(RetrievalBench.Percentile(sorted, share), 4);

    private GatewayRatio Least(string ratio, double? bound, double? seen) => bound is { } least
        ? new(what.Name, clients, ratio, seen, FormattableString.Invariant($"{least} at least"), seen >= least && AllRight)
        : new(what.Name, clients, ratio, seen, "none", null);

    private double? AddedOrNull(string target) => windows.ContainsKey(target) ? Added(target) : null;

    private double Added(string target) => calls is null ? OverDirect(target, window => window.P50) : At(calls[target].Whole, 0.5);

    private double OverDirect(string target, Func<LoadWindow, double> value) =>
        Median(windows[target].Zip(windows[GatewayTarget.Direct]), pair => value(pair.First) - value(pair.Second));

    private double? Throughput(string other) =>
        windows.TryGetValue(GatewayTarget.Ours, out var ours) && windows.TryGetValue(other, out var theirs) && theirs.TrueForAll(window => window.PerSecond > 0)
            ? Median(ours.Zip(theirs), pair => pair.First.PerSecond / pair.Second.PerSecond)
            : null;
}
