using System.Net.Sockets;
using System.Text;

namespace Collegue.Bench.Gateway;

/// <summary>Asks a model server directly and through what stands before it, in rounds, so that each figure has its direct one beside it.</summary>
public static class GatewayBench
{
    private const int Seed = 11;
    private const int WarmClients = 32;
    private const int WarmWindows = 10;
    private static readonly TimeSpan WarmWindow = TimeSpan.FromSeconds(1);

    public static async Task<GatewayReport> RunAsync(
        IReadOnlyList<GatewayTarget> targets, IReadOnlyList<MissingTarget> missing, IReadOnlyList<GatewayCase> cases, GatewayPlan plan, IProgress<string> progress,
        CancellationToken cancellation)
    {
        var random = new Random(Seed);
        var (rows, ratios, costs) = (new List<GatewayRow>(), new List<GatewayRatio>(), new List<LoadCost>());
        foreach (var what in cases)
        {
            var (ready, absent) = (new List<GatewayTarget>(), missing.ToList());
            foreach (var target in targets)
            {
                progress.Report($"{what.Name}: warming {target.Name}");
                if (await FaultAsync(what, target, cancellation) is { } fault)
                {
                    absent.Add(new MissingTarget(target.Name, fault));
                    continue;
                }

                await WarmAsync(what, target, cancellation);
                ready.Add(target);
            }

            progress.Report($"{what.Name}: calls in turns");
            var calls = await PairedCalls.RunAsync(what, ready, plan.Calls, plan.CallSeconds, random, cancellation);
            foreach (var clients in GatewayPlan.Clients)
            {
                var windows = await RoundsAsync(what, ready, clients, plan, random, progress, cancellation);
                var figures = new GatewayFigures(what, clients, windows, clients == 1 ? calls : null);
                rows.AddRange(figures.Rows(ready));
                rows.AddRange(absent.Select(target => GatewayFigures.Absent(what, clients, target)));
                ratios.AddRange(figures.Ratios());
                costs.Add(figures.Cost());
            }
        }

        return new GatewayReport(rows, ratios, costs);
    }

    /// <summary>What is compiled as it runs is compiled again once it ran often, for seconds beside the calls.</summary>
    private static async Task WarmAsync(GatewayCase what, GatewayTarget target, CancellationToken cancellation)
    {
        for (var windows = 0; windows < WarmWindows; windows++)
        {
            await LoadWindow.RunAsync(what, target, WarmClients, WarmWindow, cancellation);
        }
    }

    /// <summary>Null when the first answer is right.</summary>
    private static async Task<string?> FaultAsync(GatewayCase what, GatewayTarget target, CancellationToken cancellation)
    {
        try
        {
            using var connection = new GatewayConnection(target.Address);
            await connection.OpenAsync(cancellation);
            var body = new MemoryStream();
            var exchange = await connection.AskAsync(what.RequestTo(target), cancellation, body);
            var text = Encoding.UTF8.GetString(body.ToArray());
            return LoadWindow.IsRight(what, exchange) && text.Contains(what.Contains, StringComparison.Ordinal)
                ? null
                : $"{what.Path} answered {exchange.Status}, {exchange.Events} events: {text[..Math.Min(text.Length, 120)].ReplaceLineEndings(" ")}";
        }
        catch (Exception broken) when (broken is IOException or SocketException or InvalidDataException)
        {
            return broken.Message;
        }
    }

    private static async Task<Dictionary<string, List<LoadWindow>>> RoundsAsync(
        GatewayCase what, List<GatewayTarget> targets, int clients, GatewayPlan plan, Random random, IProgress<string> progress, CancellationToken cancellation)
    {
        var windows = targets.ToDictionary(target => target.Name, _ => new List<LoadWindow>());
        var order = targets.ToArray();
        for (var round = 1; round <= plan.Rounds; round++)
        {
            progress.Report($"{what.Name}: {clients} clients, round {round} of {plan.Rounds}");
            random.Shuffle(order);
            foreach (var target in order)
            {
                windows[target.Name].Add(await LoadWindow.RunAsync(what, target, clients, plan.Window, cancellation));
            }
        }

        return windows;
    }
}
