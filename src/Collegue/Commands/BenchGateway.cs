using System.CommandLine;
using Collegue.Bench.Gateway;

namespace Collegue.Commands;

/// <summary>What the gateway adds to a call, beside what others add: in one run, on one machine, before one scripted model server.</summary>
internal static class BenchGateway
{
    private static readonly Option<string> Servers = new("--servers")
    {
        Description = "The assembly of tools/Collegue.GatewayPeers.",
        DefaultValueFactory = _ => Path.Combine("tools", "Collegue.GatewayPeers", "bin", "Release", "net10.0", "Collegue.GatewayPeers.dll"),
    };

    public static Command Create()
    {
        var packages = new Option<string>("--packages") { Description = "Folder where npm installed the gateway of the npm world.", DefaultValueFactory = _ => Path.Combine("bench", "gateway") };
        var cases = new Option<string[]>("--cases")
        {
            Description = "Some of: chat, stream, embeddings.",
            DefaultValueFactory = _ => [.. GatewayCase.All.Select(known => known.Name)],
            AllowMultipleArgumentsPerToken = true,
        };
        var targets = new Option<string[]>("--targets")
        {
            Description = "Beside the model server itself, some of: yarp, nginx, portkey, ours.",
            DefaultValueFactory = _ => [GatewayTarget.Yarp, GatewayTarget.Nginx, GatewayTarget.Portkey, GatewayTarget.Ours],
            AllowMultipleArgumentsPerToken = true,
        };
        var calls = new Option<int>("--calls") { Description = "Pairs of a direct call and one through each.", DefaultValueFactory = _ => 1_000 };
        var callSeconds = new Option<double>("--call-seconds") { Description = "The most they last for each case.", DefaultValueFactory = _ => 20 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds of one window for each, with each number of clients.", DefaultValueFactory = _ => 7 };
        var window = new Option<double>("--window") { Description = "Seconds of a window.", DefaultValueFactory = _ => 0.7 };
        var streams = new Option<bool>("--streams") { Description = "Instead: many slow streams at once through ours." };
        var count = new Option<int>("--stream-count") { DefaultValueFactory = _ => 1_000 };
        var minutes = new Option<double>("--minutes") { Description = "How long the slow streams last.", DefaultValueFactory = _ => 5 };
        var through = new Option<string>("--through") { Description = "What the slow streams pass through: ours, yarp, nginx, portkey or direct.", DefaultValueFactory = _ => GatewayTarget.Ours };
        var json = DataOption.CreateJson();
        var command = new Command("gateway", "Measure what the gateway adds to a model server, beside a bare forwarder, nginx and another gateway.")
        {
            Servers, packages, cases, targets, calls, callSeconds, rounds, window, streams, count, minutes, through, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = new Terminal(Console.Error);
            using var ours = new BenchedGateway();
            await using var peers = new GatewayPeers(Path.GetFullPath(parsed.GetValue(Servers)!));
            if (parsed.GetValue(streams))
            {
                var plan = new SlowPlan(parsed.GetValue(count), TimeSpan.FromMinutes(parsed.GetValue(minutes)));
                var direct = await peers.UpstreamAsync(SlowPlan.Pace, cancellation);
                var (before, absent) = await StartAsync([parsed.GetValue(through)!], peers, ours, direct, parsed.GetValue(packages)!, cancellation);
                if (absent.Count > 0)
                {
                    throw new InvalidDataException($"{absent[0].Name} cannot be measured: {absent[0].Reason}");
                }

                var slow = await SlowStreams.RunAsync(direct, before.Count == 0 ? direct : before[0], plan, terminal, cancellation);
                terminal.End();
                BenchTable.Print(slow, parsed.GetValue(json));
                return slow.IsKept ? ExitCodes.Success : ExitCodes.Failure;
            }

            var upstream = await peers.UpstreamAsync(TimeSpan.Zero, cancellation);
            var (others, missing) = await StartAsync(
                parsed.GetValue(targets)!.Distinct(), peers, ours, upstream, parsed.GetValue(packages)!, cancellation);
            var chosen = GatewayCase.All.Where(known => parsed.GetValue(cases)!.Contains(known.Name, StringComparer.Ordinal)).ToList();
            var measured = new GatewayPlan(
                parsed.GetValue(calls), TimeSpan.FromSeconds(parsed.GetValue(callSeconds)), parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(window)));
            var reports = new List<GatewayReport>();
            foreach (var what in chosen)
            {
                reports.Add(await GatewayBench.RunAsync([upstream, .. others], missing, [what], measured, terminal, cancellation));
                terminal.End();
                BenchTable.PrintRows(reports[^1].Rows, parsed.GetValue(json));
                Console.WriteLine();
            }

            BenchTable.PrintRows([.. reports.SelectMany(report => report.Ratios)], parsed.GetValue(json));
            Console.WriteLine();
            BenchTable.PrintRows([.. reports.SelectMany(report => report.Costs)], parsed.GetValue(json));
            return reports.TrueForAll(report => report.AllKept) ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static async Task<(List<GatewayTarget> Started, List<MissingTarget> Missing)> StartAsync(
        IEnumerable<string> names, GatewayPeers peers, BenchedGateway ours, GatewayTarget upstream, string packages, CancellationToken cancellation)
    {
        var (started, missing) = (new List<GatewayTarget>(), new List<MissingTarget>());
        foreach (var name in names.Where(name => name != GatewayTarget.Direct))
        {
            try
            {
                started.Add(await (name switch
                {
                    GatewayTarget.Yarp => peers.YarpAsync(upstream.Address, cancellation),
                    GatewayTarget.Nginx => peers.NginxAsync(upstream.Address, cancellation),
                    GatewayTarget.Portkey => peers.PortkeyAsync(upstream.Address, packages, cancellation),
                    GatewayTarget.Ours => ours.StartAsync(peers, upstream.Address, cancellation),
                    _ => throw new InvalidDataException($"there is nothing named '{name}' to pass through."),
                }));
            }
            catch (InvalidOperationException reason)
            {
                missing.Add(new MissingTarget(name, reason.Message));
            }
        }

        return (started, missing);
    }
}
