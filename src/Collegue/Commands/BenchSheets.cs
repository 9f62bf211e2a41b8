using System.CommandLine;
using Collegue.Access;
using Collegue.Bench.Retrieval;
using Collegue.Bench.Sheets;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Searching;
using Collegue.Storage.Organisations;
using Collegue.Workers;

namespace Collegue.Commands;

/// <summary>
/// The test drawn from the sheets themselves: question sheets are kept out of the index, and the title of one in six, which the model
/// never saw, must lead to the sheets that refer to it. The promise: words and meaning together never do worse than words alone.
/// </summary>
internal static class BenchSheets
{
    public static Command Create()
    {
        var location = new Argument<string?>("location") { Description = "A folder of sheets, or the package as npm packs it (default: it is packed now).", Arity = ArgumentArity.ZeroOrOne };
        var json = DataOption.CreateJson();
        var command = new Command("sheets", "Measure search with question sheets held out of the index: words, meaning, and both.") { location, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var data = Directory.CreateTempSubdirectory("collegue-sheets-");
            try
            {
                var place = parsed.GetValue(location) ?? await SheetPackage.FetchAsync(data.FullName, cancellation);
                var rows = await MeasureAsync(await SheetShelf.ReadAsync(place, cancellation), Path.GetFileName(place), Path.Combine(data.FullName, "instance"), cancellation);
                BenchTable.PrintRows(rows, parsed.GetValue(json));
                return rows[^1].NdcgAt10 >= rows[0].NdcgAt10 ? ExitCodes.Success : ExitCodes.Failure;
            }
            finally
            {
                data.Delete(recursive: true);
            }
        });
        return command;
    }

    /// <returns>Words, meaning, both: in this order.</returns>
    private static async Task<IReadOnlyList<Row>> MeasureAsync(IReadOnlyList<NationalSheet> sheets, string name, string data, CancellationToken cancellation)
    {
        using var host = await Instance.OpenAsync(data, cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var owner = await scope.ServiceProvider.GetRequiredService<FirstOrganisations>().NationalAsync(cancellation);
        var outcome = await host.Services.GetRequiredService<Importer>().RunAsync(
            SheetSource.WithoutQuestions(name, sheets), Target(owner), progress: null, cancellation);
        if (outcome is not ImportOutcome.Finished)
        {
            throw new InvalidDataException("the sheets could not be imported.");
        }

        var search = host.Services.GetRequiredService<Search>();
        var today = host.Services.GetRequiredService<TimeProvider>().Today();
        var queries = HeldOutQuestions.Of(sheets, SheetSource.IsNoQuestion);
        var rows = new List<Row>();
        foreach (var mode in new[] { SearchMode.Lexical, SearchMode.Semantic, SearchMode.Hybrid })
        {
            var figures = await new RetrievalBench(TimeProvider.System).RunAsync(
                queries,
                async (query, top, ct) => [.. (await search.FindAsync(new SearchQuery(query, owner.Id, owner.Ancestors, today, top, Mode: mode), ct)).Select(hit => hit.Document)],
                progress: null,
                cancellation);
            rows.Add(new Row(mode.ToString().ToLowerInvariant(), sheets.Count(sheet => sheet.IsHeldOut), figures.Queries, figures.NdcgAt10, figures.HitAt1, figures.HitAt5, figures.HitAt10,
                figures.P50Milliseconds, figures.P99Milliseconds));
        }

        return rows;
    }

    internal static ImportTarget Target(OrganisationView owner) =>
        new(owner.Id, owner.Ancestors, SourceOpener.NationalCollection, "Fiches service-public.fr", SharedWithChildren: true, IsNational: true);

    private sealed record Row(
        string Mode, int HeldOut, int Queries, double NdcgAt10, double HitAt1, double HitAt5, double HitAt10, double P50Ms, double P99Ms);
}
