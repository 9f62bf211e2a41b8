using System.CommandLine;
using Collegue.Bench.Peers;
using Collegue.Knowledge.Searching;

namespace Collegue.Commands;

/// <summary>Other search engines and ours, side by side: same documents, same queries, same machine, one process each.</summary>
internal static class BenchPeers
{
    private static readonly string[] Others = ["postgresql", "sqlite", "lucene"];
    private static readonly string[] Scripts = ["minisearch", "orama"];
    private static readonly Option<string> Documents = new("--documents") { Description = "JSONL file as 'bench export' writes it.", Required = true };
    private static readonly Option<string> Queries = new("--queries") { Description = "JSONL file with \"id\", \"query\" and \"relevant\".", Required = true };
    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "Connection string of a PostgreSQL server (default: $COLLEGUE_BENCH_POSTGRES); only a temporary table is made in it.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("COLLEGUE_BENCH_POSTGRES"),
    };

    public static Command Create()
    {
        var scripts = new Option<string>("--scripts") { Description = "Folder of the scripts for Node, with their packages installed.", DefaultValueFactory = _ => Path.Combine("bench", "peers") };
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("peers", "Measure other search engines and ours side by side.") { Documents, Queries, scripts, Postgres, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (documents, queries) = (Path.GetFullPath(parsed.GetValue(Documents)!), Path.GetFullPath(parsed.GetValue(Queries)!));
            var suite = await BenchRetrieval.ReadAsync(queries, cancellation);
            string[] common = ["--documents", documents, "--queries", queries];
            string[] ours = ["--data", parsed.GetValue(data)!, .. parsed.GetValue(organisation) is { } slug ? ["--organisation", slug] : Array.Empty<string>()];
            string[] postgres = parsed.GetValue(Postgres) is { Length: > 0 } connection ? ["--postgres", connection] : [];
            var program = typeof(BenchPeers).Assembly.Location;
            List<PeerCommand> peers =
            [
                .. Others.Select(name => new PeerCommand(name, "dotnet", [program, "bench", "peer", name, .. common, .. postgres])),
                .. Scripts.Select(name => new PeerCommand(name, "node", [Path.GetFullPath(Path.Combine(parsed.GetValue(scripts)!, $"{name}.js")), documents, queries])),
                .. new[] { SearchMode.Lexical, SearchMode.Hybrid }.Select(mode =>
                    new PeerCommand($"Collègue {mode}", "dotnet", [program, "bench", "peer", mode.ToString(), .. common, .. ours])),
            ];
            var rows = new List<PeerFigures>();
            var terminal = new Terminal(Console.Error);
            foreach (var peer in peers)
            {
                terminal.Report(peer.Name);
                rows.Add(await PeersBench.RunAsync(peer, suite, cancellation));
            }

            terminal.End();
            BenchTable.PrintRows(rows, parsed.GetValue(json));
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>One engine in this process, for the command above.</summary>
    public static Command CreateOne()
    {
        var name = new Argument<string>("name") { Description = "postgresql, sqlite, lucene, lexical or hybrid." };
        var (data, organisation) = (DataOption.Create(), DataOption.CreateOrganisation());
        var command = new Command("peer", "Measure one search engine; its answers as lines of JSON.") { name, Documents, Queries, Postgres, organisation, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var suite = await BenchRetrieval.ReadAsync(parsed.GetValue(Queries)!, cancellation);
            await using IPeer peer = parsed.GetValue(name)!.ToUpperInvariant() switch
            {
                "POSTGRESQL" => new PostgresPeer(parsed.GetValue(Postgres) is { Length: > 0 } connection
                    ? connection
                    : throw new InvalidDataException("no PostgreSQL server is named with --postgres or COLLEGUE_BENCH_POSTGRES.")),
                "SQLITE" => new SqlitePeer(),
                "LUCENE" => new LucenePeer(),
                var mode when Enum.TryParse<SearchMode>(mode, ignoreCase: true, out var chosen) => new OurPeer(chosen, parsed.GetValue(data)!, parsed.GetValue(organisation)),
                _ => throw new InvalidDataException($"there is no engine named '{parsed.GetValue(name)}'."),
            };
            await PeerTrial.RunAsync(peer, parsed.GetValue(Documents)!, suite, Console.Out, cancellation);
            return ExitCodes.Success;
        });
        return command;
    }
}
