using System.CommandLine;
using System.Diagnostics;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Searching;
using Collegue.Storage.Organisations;
using Collegue.Workers;

namespace Collegue.Commands;

/// <summary>Imports the national sheets into an empty instance, searches once (which builds the index), and imports them again.</summary>
internal static class BenchImport
{
    public static Command Create()
    {
        var location = new Argument<string?>("location") { Description = "As for 'import service-public'.", Arity = ArgumentArity.ZeroOrOne };
        var json = DataOption.CreateJson();
        var command = new Command("import", "Time the import of the national sheets into an empty instance, and its memory.") { location, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var data = Directory.CreateTempSubdirectory("collegue-import-");
            try
            {
                using var host = await Instance.OpenAsync(data.FullName, cancellation);
                await using var scope = host.Services.CreateAsyncScope();
                var imports = scope.ServiceProvider.GetRequiredService<Imports>();
                var watch = Stopwatch.StartNew();
                var first = await ImportAsync(imports, parsed.GetValue(location), cancellation);
                var imported = watch.Elapsed;
                var owner = await host.Services.OrganisationAsync(null, cancellation);
                var hits = await host.Services.GetRequiredService<Search>().FindAsync(
                    new SearchQuery("carte d'identité", owner.Id, owner.Ancestors, TimeProvider.System.Today()), cancellation);
                var searchable = watch.Elapsed;
                watch.Restart();
                var again = await ImportAsync(imports, parsed.GetValue(location), cancellation);
                using var process = Process.GetCurrentProcess();
                BenchTable.Print(new
                {
                    Documents = first.Added,
                    first.Skipped,
                    ImportSeconds = imported.TotalSeconds,
                    SearchableAfterSeconds = searchable.TotalSeconds,
                    ReimportSeconds = watch.Elapsed.TotalSeconds,
                    ReimportChanged = again.Added + again.Changed + again.Removed,
                    PeakMegabytes = process.PeakWorkingSet64 / 1_000_000.0,
                    Found = hits.Count,
                }, parsed.GetValue(json));
                return first.Skipped == 0 && again.NothingChanged ? ExitCodes.Success : ExitCodes.Failure;
            }
            finally
            {
                data.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<ImportSummary> ImportAsync(Imports imports, string? location, CancellationToken cancellation) =>
        await imports.NationalSheetsAsync(location, new ImportChoices(), new Terminal(Console.Error), cancellation) switch
        {
            ImportOutcome.Finished finished => finished.Summary,
            ImportOutcome.Failed failed => throw new InvalidDataException(failed.Reason),
            _ => throw new InvalidOperationException("Another import took over."),
        };
}
