using System.CommandLine;
using System.Text.Json;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Jobs;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Commands;

/// <summary>Looks at an instance and says what is wrong: audit chains, jobs given up, knowledge missing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var (data, json) = (DataOption.Create(), DataOption.CreateJson());
        var command = new Command("doctor", "Verify the audit trail of each organisation and look for trouble.") { data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var findings = await ExamineAsync(host.Services, cancellation);
            Console.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(findings, JsonSerializerOptions.Web)
                : string.Join('\n', findings.Select(finding => $"{(finding.Healthy ? "ok    " : "FAULT ")}{finding.Organisation ?? "instance"}: {finding.What}")));
            return findings.All(finding => finding.Healthy) ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static async Task<List<Finding>> ExamineAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var organisations = await services.GetRequiredService<OrganisationDirectory>().ListAsync(cancellation);
        findings.Add(new(null, organisations.Count > 0, organisations.Count > 0 ? $"{organisations.Count} organisations" : "no organisation yet: 'collegue organisation import FILE'"));
        findings.Add(Describe(await services.GetRequiredService<Search>().ExamineAsync(cancellation)));
        if (services.GetRequiredService<PassageEmbedding>() is { IsWanted: true } embedding)
        {
            var status = await embedding.StatusAsync(cancellation);
            findings.Add(new(null, status.Failure is null, EmbeddingsCommand.Describe(status)));
        }

        foreach (var organisation in organisations)
        {
            await using var scope = services.CreateScope(organisation);
            var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
            var fault = await scope.ServiceProvider.GetRequiredService<AuditTrail>().VerifyAsync(cancellation);
            var entries = await db.AuditEntries.LongCountAsync(row => row.OrganisationId == organisation.Id, cancellation);
            findings.Add(new(organisation.Slug, fault is null, fault is null
                ? $"audit trail intact, {entries} entries"
                : $"audit trail broken at entry {fault.Sequence}: {fault.What}"));

            var givenUp = await db.Jobs.CountAsync(row => row.State == JobState.Failed, cancellation);
            if (givenUp > 0)
            {
                findings.Add(new(organisation.Slug, false, $"{givenUp} jobs given up after {JobQueue.MaxAttempts} attempts"));
            }

            foreach (var mailbox in await db.Mailboxes.AsNoTracking().Where(row => row.Enabled).OrderBy(row => row.Address).ToListAsync(cancellation))
            {
                findings.Add(new(organisation.Slug, mailbox.LastError is null, mailbox.LastError is { } trouble
                    ? $"the mailbox {mailbox.Address} cannot be read: {trouble}"
                    : $"the mailbox {mailbox.Address} was read {(mailbox.LastSeenAt is { } seen ? $"at {seen:yyyy-MM-dd HH:mm} UTC" : "never")}"));
            }

            var failed = await db.ImportRuns.OrderByDescending(row => row.StartedAt).FirstOrDefaultAsync(cancellation);
            if (failed is { State: ImportState.Failed })
            {
                findings.Add(new(organisation.Slug, false, $"the last import of '{failed.Collection}' failed: {failed.Failure}"));
            }
        }

        return findings;
    }

    private static Finding Describe(SearchEngineState search) => new(null, search.Warning is null, search switch
    {
        { Warning: { } warning } => $"each node keeps a search index of its own: {warning}",
        { IsShared: true } => "the search index is in the database, one for all nodes",
        _ => "the search index is in the data directory",
    });

    private sealed record Finding(string? Organisation, bool Healthy, string What);
}
