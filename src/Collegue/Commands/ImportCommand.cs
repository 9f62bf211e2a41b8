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
            (imports, place, choices, output, cancellation) => imports.NationalSheetsAsync(place, choices, output, cancellation));
    }

    private static Command Folder()
    {
        var location = new Argument<string?>("location") { Description = "Folder of documents (Markdown, HTML, PDF, DOCX, ODT, XLSX, CSV, text, EML)." };
        return Verb("folder", "Import a folder of local documents.", location,
            (imports, place, choices, output, cancellation) => imports.FolderAsync(place!, choices, output, cancellation));
    }

    private static Command Site()
    {
        var start = new Argument<string?>("start") { Description = "Address of the page to start from; only its host is read." };
        return Verb("site", "Import a website, within what its robots.txt allows.", start,
            (imports, place, choices, output, cancellation) => imports.SiteAsync(place!, choices, output, cancellation));
    }

    private static Command Verb(
        string name, string description, Argument<string?> location,
        Func<Imports, string?, ImportChoices, IProgress<string>, CancellationToken, Task<ImportOutcome>> import)
    {
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var collection = new Option<string?>("--collection") { Description = "Short name of the collection to import into." };
        var every = new Option<Rhythm?>("--every") { Description = "Read the source again every day, week or month while the server runs, or never." };
        var resume = new Option<bool>("--resume") { Description = "Go on with a source that was paused." };
        var command = new Command(name, description) { location, organisation, collection, every, resume, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            await using var scope = host.Services.CreateAsyncScope();
            var terminal = new Terminal(Console.Error);
            var choices = new ImportChoices(
                parsed.GetValue(organisation), parsed.GetValue(collection), (int?)parsed.GetValue(every), parsed.GetValue(resume));
            var outcome = await import(
                scope.ServiceProvider.GetRequiredService<Imports>(), parsed.GetValue(location), choices, terminal, cancellation);
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
            ImportOutcome.Paused => (null, "the source is paused: add --resume to go on with it."),
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
