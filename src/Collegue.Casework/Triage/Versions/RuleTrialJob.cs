using System.Text.Json;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Rules;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Triage.Versions;

/// <summary>A case whose triage a version would change.</summary>
public sealed record TrialDifference(Guid CaseId, string Number, TrialDecision Before, TrialDecision After);

public sealed record TrialDecision(string? Task, Handling Handling, string? Department, Urgency Urgency);

/// <summary>
/// Decides the last cases twice, by the published rules and by a version in writing, on their first message; nothing of the cases
/// changes. Run again after a crash it finds the same.
/// </summary>
internal sealed class RuleTrialJob(CollegueDb db, CurrentTriage current, PublishedTriages triages, TimeProvider clock) : IJobHandler
{
    public const int Cases = 1000;
    private const int Batch = 100;

    public string Kind => JobKinds.TryRules;

    public async Task HandleAsync(Guid subjectId, CancellationToken cancellation)
    {
        var trial = await db.RuleTrials.SingleAsync(row => row.Id == subjectId, cancellation);
        var version = await db.RuleVersions.AsNoTracking().SingleAsync(row => row.Id == trial.VersionId, cancellation);
        if (trial.FinishedAt is not null || RuleChanges.Hash(version.Changes) != trial.ChangesHash)
        {
            return;
        }

        var (before, after) = (await current.GetAsync(cancellation), triages.Build(version.Number, RuleChanges.Read(version.Changes)));
        var differences = new List<TrialDifference>();
        trial.Read = 0;
        foreach (var batch in (await NewestAsync(cancellation)).Chunk(Batch))
        {
            foreach (var (id, number, message) in await FirstMessagesAsync(batch, cancellation))
            {
                var (was, would) = (Decision(before, message), Decision(after, message));
                if (was != would)
                {
                    differences.Add(new TrialDifference(id, number, was, would));
                }
            }

            trial.Read += batch.Length;
            await db.SaveChangesAsync(cancellation);
        }

        await TryExamplesAsync(trial, before, after, cancellation);
        trial.Differences = JsonSerializer.Serialize(differences, JsonSerializerOptions.Web);
        trial.FinishedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellation);
    }

    private Task<List<Guid>> NewestAsync(CancellationToken cancellation) =>
        db.Cases.OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Id).Take(Cases).Select(row => row.Id).ToListAsync(cancellation);

    private async Task<List<(Guid Id, string Number, Message Message)>> FirstMessagesAsync(Guid[] cases, CancellationToken cancellation)
    {
        var messages = await db.Messages.AsNoTracking().Include(row => row.Attachments).Where(row => cases.Contains(row.CaseId)).ToListAsync(cancellation);
        var numbers = await db.Cases.AsNoTracking().Where(row => cases.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Number, cancellation);
        return [.. messages.GroupBy(row => row.CaseId).Select(group => (group.Key, numbers[group.Key], group.OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).First()))];
    }

    private async Task TryExamplesAsync(RuleTrial trial, Triage before, Triage after, CancellationToken cancellation)
    {
        var examples = await db.TriageCorrections.AsNoTracking().Where(row => row.State == CorrectionState.Accepted).ToListAsync(cancellation);
        var ids = examples.ConvertAll(row => row.MessageId);
        var messages = await db.Messages.AsNoTracking().Include(row => row.Attachments).Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        trial.Examples = examples.Count;
        trial.ExamplesBefore = examples.Count(example => Agrees(before, example));
        trial.ExamplesAfter = examples.Count(example => Agrees(after, example));

        bool Agrees(Triage triage, TriageCorrection example) =>
            Decision(triage, messages[example.MessageId]) is var said && said.Task == example.ToTask && said.Handling == example.ToHandling;
    }

    private static TrialDecision Decision(Triage triage, Message message)
    {
        var outcome = triage.Decide(message.Body, message.Attachments.Count > 0);
        return new TrialDecision(outcome.Task, outcome.Handling, outcome.Department, outcome.Urgency);
    }
}
