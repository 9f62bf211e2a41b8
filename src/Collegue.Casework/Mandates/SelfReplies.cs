using Collegue.Casework.Sending;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Mandates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Mandates;

/// <summary>
/// Lets a draft leave by itself, where the mandate says so: an informational request, alone in its case, a draft whose every sentence
/// is supported and that was made under the conditions of the mandate, of a kind no second person has to sign. Anything else waits for an agent.
/// </summary>
public sealed class SelfReplies(CollegueDb db, CurrentTriage current, Departures departures, TimeProvider clock, IOptions<MandateOptions> options)
{
    /// <summary>In the transaction that stored the draft, which holds the row of the case.</summary>
    internal async Task PlanAsync(Guid caseId, TriageResult triage, Draft draft, CancellationToken cancellation)
    {
        var subject = await db.Cases.SingleAsync(row => row.Id == caseId, cancellation);
        if (subject is not { State: CaseState.ToReview, Handling: Handling.Automatable, HumanRequested: false, AssignedAgentId: null, CitizenEmail: not null }
            || triage.Handling != Handling.Automatable || triage.Task != subject.Task
            || (await current.GetAsync(cancellation)).Rules.Kinds.All(kind => kind.Slug != subject.Task || kind.Handling != Handling.Automatable)
            || draft.Sentences.Count == 0 || !draft.Sentences.All(sentence => sentence.Supported && sentence.Citations.Count > 0)
            || await db.Messages.CountAsync(row => row.CaseId == caseId, cancellation) != 1
            || await db.PlantedErrors.AnyAsync(row => row.CaseId == caseId, cancellation)
            || await db.Mandates.AsNoTracking().SingleOrDefaultAsync(row => row.Task == subject.Task, cancellation) is not { Level: MandateLevel.Reply } mandate
            || (mandate.RulesVersion, mandate.Model, mandate.PromptHash) != (triage.RulesVersion, draft.Model, draft.PromptHash)
            || await db.SignatureRules.AnyAsync(row => row.Task == subject.Task, cancellation)
            || await db.CaseClocks.Where(row => row.CaseId == caseId).Select(row => row.TrackingLink).SingleOrDefaultAsync(cancellation) is not { } link)
        {
            return;
        }

        await departures.PlanAsync(subject, draft, draft.MessageId, draft.Text, null, link, clock.GetUtcNow().AddMinutes(options.Value.StopMinutes), cancellation);
    }

    /// <summary>
    /// Stops the replies of a kind of task that would leave by themselves; in the caller's transaction. How many were stopped.
    /// </summary>
    internal async Task<int> StopAllAsync(string task, CancellationToken cancellation)
    {
        var waiting = await (from departure in db.Departures.AsNoTracking()
                             join subject in db.Cases on departure.CaseId equals subject.Id
                             where departure.State == DepartureState.Waiting && departure.AgentId == null && subject.Task == task
                             select departure.CaseId).ToListAsync(cancellation);
        var stopped = 0;
        foreach (var id in waiting)
        {
            await db.Cases.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellation);
            var subject = await db.Cases.SingleAsync(row => row.Id == id, cancellation);
            await db.Entry(subject).ReloadAsync(cancellation);
            stopped += await departures.StopAsync(subject, Withdrawn, Storage.Audit.Actor.System, null, cancellation) ? 1 : 0;
        }

        return stopped;
    }

    internal const string Withdrawn = "mandate-withdrawn";
}
