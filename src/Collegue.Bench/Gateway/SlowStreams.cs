using System.Diagnostics;
using System.Net.Sockets;
using Collegue.Bench.Retrieval;

namespace Collegue.Bench.Gateway;

/// <summary>Keeps many slow streams open at once, counts what comes, and watches the memory of what they pass through.</summary>
public static class SlowStreams
{
    /// <summary>The role, the reason of the end, the mark of the end.</summary>
    private const int Besides = 3;

    /// <summary>On a machine that has much else to do, a pace of a quarter of a second is not kept.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(2);

    public static async Task<SlowReport> RunAsync(
        GatewayTarget direct, GatewayTarget through, SlowPlan plan, IProgress<string> progress, CancellationToken cancellation)
    {
        // Once for what is compiled at the first calls.
        await ProbeAsync(direct, through, TimeSpan.FromSeconds(5), cancellation);

        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(SlowPlan.Beginning + (2 * plan.Lasting) + Grace);
        var (from, processor) = (Stopwatch.GetTimestamp(), through.Process.Tree.Processor);
        var streams = Enumerable.Range(0, plan.Streams).Select(at => OneAsync(through, plan, at, bounded.Token)).ToList();
        var memory = WatchAsync(through, plan, streams, from, progress, bounded.Token);
        await Task.Delay(SlowPlan.Beginning, cancellation);
        var probes = await ProbeAsync(direct, through, plan.Lasting - SlowPlan.Beginning, cancellation);
        var ended = await Task.WhenAll(streams);
        cancellation.ThrowIfCancellationRequested();
        var used = (through.Process.Tree.Processor - processor) / Stopwatch.GetElapsedTime(from);
        var resident = await memory;
        var first = ended.Where(stream => stream.Over is not null).Select(stream => stream.Over!.Value).Order().ToList();
        var (alone, seen) = (probes.Select(probe => probe.Direct).Order().ToList(), probes.Select(probe => probe.Through).Order().ToList());
        var added = probes.Select(probe => probe.Through - probe.Direct).Order().ToList();
        return new SlowReport(
            through.Name, plan.Streams, plan.Lasting.TotalMinutes, ended.Count(stream => !stream.EndsWell), ended.Sum(stream => (long)plan.Tokens + Besides - stream.Events),
            At(first, 0.5), At(first, 0.99), probes.Count, At(alone, 0.5), At(alone, 0.99), At(seen, 0.5), At(seen, 0.99), At(added, 0.5), At(added, 0.99),
            resident[0], resident.Min(), resident.Max(), resident[^1], (resident.Max() / resident.Min()) - 1, used);
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : Math.Round(RetrievalBench.Percentile(sorted, share), 3);

    private static async Task<(bool EndsWell, int Events, double? Over)> OneAsync(GatewayTarget target, SlowPlan plan, int at, CancellationToken cancellation)
    {
        using var stream = new SlowStream(target.Address);
        try
        {
            await Task.Delay(SlowPlan.Beginning * at / plan.Streams, cancellation);
            await stream.OpenAsync(cancellation);
            await stream.AskAsync(Request(target, plan.Tokens), cancellation);
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or InvalidDataException)
        {
            return (false, stream.Events, null);
        }

        return (stream.EndsWell, stream.Events, stream.First?.Seen - stream.First?.Own);
    }

    private static async Task<List<(double Direct, double Through)>> ProbeAsync(
        GatewayTarget direct, GatewayTarget through, TimeSpan lasting, CancellationToken cancellation)
    {
        var probes = new List<(double Direct, double Through)>();
        using var alone = new SlowStream(direct.Address);
        using var passing = new SlowStream(through.Address);
        await alone.OpenAsync(cancellation);
        await passing.OpenAsync(cancellation);
        var (one, other) = (Request(direct, 1), Request(through, 1));
        var from = Stopwatch.GetTimestamp();
        for (var turn = 0; Stopwatch.GetElapsedTime(from) < lasting; turn++)
        {
            if (turn % 2 == 0)
            {
                await alone.AskAsync(one, cancellation);
                await passing.AskAsync(other, cancellation);
            }
            else
            {
                await passing.AskAsync(other, cancellation);
                await alone.AskAsync(one, cancellation);
            }

            if (!passing.EndsWell || passing.First is not { } seen || alone.First is not { } own)
            {
                throw new InvalidDataException($"{through.Name} did not answer a stream of one token.");
            }

            probes.Add((own.Seen, seen.Seen));
            await Task.Delay(BetweenProbes, cancellation);
        }

        return probes;
    }

    /// <summary>Millions of bytes since it was warm, as long as streams go on.</summary>
    private static async Task<List<double>> WatchAsync(
        GatewayTarget target, SlowPlan plan, List<Task<(bool, int, double?)>> streams, long from, IProgress<string> progress, CancellationToken cancellation)
    {
        var resident = new List<double>();
        while (!streams.TrueForAll(stream => stream.IsCompleted))
        {
            var (now, memory) = (Stopwatch.GetElapsedTime(from), target.Process.Tree.ResidentBytes / 1e6);
            progress.Report(FormattableString.Invariant($"{now.TotalSeconds:F0} s: {streams.Count(stream => !stream.IsCompleted)} streams, {memory:F0} MB"));

            // Not while they end, one after the other.
            if (now >= plan.Warm && now < plan.Lasting)
            {
                resident.Add(memory);
            }

            await Task.Delay(BetweenSamples, CancellationToken.None);
        }

        return resident.Count > 0 ? resident : throw new InvalidDataException("the streams ended before memory could be watched.");
    }

    private static byte[] Request(GatewayTarget target, int tokens) => GatewayCase.Request(target, "/v1/chat/completions", GatewayCase.Stream(tokens));
}
