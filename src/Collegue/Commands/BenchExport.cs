using System.CommandLine;
using Collegue.Bench.Peers;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Commands;

/// <summary>The documents of an organisation as other search engines take them: one text each.</summary>
internal static class BenchExport
{
    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "File to write: lines {\"id\",\"title\",\"description\",\"body\"}.", Required = true };
        var (data, organisation) = (DataOption.Create(), DataOption.CreateOrganisation());
        var command = new Command("export", "Write the documents of an organisation as JSONL, for other search engines.") { to, organisation, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var owner = await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation);
            await using var scope = host.Services.CreateScope(owner);
            var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
            var today = host.Services.GetRequiredService<TimeProvider>().Today();
            await using var file = File.CreateText(parsed.GetValue(to)!);
            var count = 0;
            var current = db.Documents.AsNoTracking().Include(row => row.Passages.OrderBy(passage => passage.Position))
                .Where(row => row.OrganisationId == owner.Id && (row.ValidFrom == null || row.ValidFrom <= today) && (row.ValidUntil == null || row.ValidUntil >= today))
                .OrderBy(row => row.Key);
            await foreach (var document in current.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                await file.WriteLineAsync(PeerFiles.Line(new PeerDocument(document.Key, document.Title, document.Description ?? "", Body(document))));
                count++;
            }

            await Console.Out.WriteLineAsync($"{count} documents");
            return ExitCodes.Success;
        });
        return command;
    }

    private static string Body(Document document) => string.Join("\n\n", document.Passages.Where(passage => passage.Kind == PassageKind.Body)
        .Select(passage => string.Join('\n', new[] { passage.Heading, passage.Situation, passage.Text }.Where(text => !string.IsNullOrEmpty(text)))));
}
