using System.CommandLine;
using Collegue.Bench.Retrieval;
using Collegue.Knowledge.Searching;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

/// <summary>Contract: lines <c>{"id","query","relevant":[…]}</c> in, hit@k, mrr@10, ndcg@10, recall@10 and times out.</summary>
internal static class BenchRetrieval
{
    public static Command Create()
    {
        var queries = new Option<string>("--queries") { Description = "JSONL file with \"id\", \"query\" and \"relevant\".", Required = true };
        var mode = DataOption.CreateMode();
        var distort = new Option<Distortion>("--distort") { Description = "Type the queries otherwise: accents (without them), capitals, typos (one in every word of five letters or more)." };
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("retrieval", "Measure search against judged queries.") { queries, mode, distort, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var suite = await ReadAsync(parsed.GetValue(queries)!, cancellation);
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var owner = await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation);
            var search = host.Services.GetRequiredService<Search>();
            var today = host.Services.GetRequiredService<TimeProvider>().Today();
            var figures = await new RetrievalBench(TimeProvider.System).RunAsync(
                suite,
                async (query, top, ct) =>
                    [.. (await search.FindAsync(new SearchQuery(parsed.GetValue(distort).Apply(query), owner.Id, owner.Ancestors, today, top, Mode: parsed.GetValue(mode)), ct)).Select(hit => hit.Document)],
                progress: null,
                cancellation);
            BenchTable.Print(figures, parsed.GetValue(json));
            return ExitCodes.Success;
        });
        return command;
    }

    public static async Task<IReadOnlyList<RetrievalQuery>> ReadAsync(string path, CancellationToken cancellation)
    {
        using var reader = File.OpenText(path);
        return await RetrievalSuite.ReadAsync(reader, cancellation) switch
        {
            RetrievalSuite.Read read => read.Queries,
            RetrievalSuite.Refused refused => throw new InvalidDataException($"{Path.GetFileName(path)}: {refused.Reason}"),
            _ => throw new InvalidOperationException(),
        };
    }
}
