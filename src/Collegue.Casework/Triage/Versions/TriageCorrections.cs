using Collegue.Casework.Deadlines;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Collegue.Storage.Rules;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Triage.Versions;

/// <summary>What agents say triage should have decided, and which of it becomes an example.</summary>
public sealed class TriageCorrections(CollegueDb db, OrganisationScope scope, RuleSet rules, CaseTurn turn, CaseClocks clocks, AuditTrail trail, TimeProvider clock)
{
    public const int LongestNote = 1000;

    /// <summary>
    /// Corrects the triage of the newest message: the case follows at once, the correction is kept as a proposed example. A case that
    /// is a human's stays a human's.
    /// </summary>
    public Task<DeskOutcome> CorrectAsync(
        Guid caseId, int revision, string? task, Handling handling, string? note, ActingAgent agent, CancellationToken cancellation)
    {
        var kind = rules.Kinds.FirstOrDefault(candidate => candidate.Slug == task);
        if (task is not null && kind is null)
        {
            return Task.FromResult<DeskOutcome>(new DeskOutcome.Invalid("task-unknown"));
        }

        if (note?.Length > LongestNote)
        {
            return Task.FromResult<DeskOutcome>(new DeskOutcome.Invalid("note-long"));
        }

        return turn.TakeAsync(caseId, revision, async subject =>
        {
            var triage = await db.TriageResults.AsNoTracking().Where(row => row.CaseId == caseId).OrderByDescending(row => row.DecidedAt).FirstOrDefaultAsync(cancellation);
            if (triage is null)
            {
                return new DeskOutcome.Invalid("not-triaged");
            }

            subject.Task = task;
            subject.Handling = subject.HumanRequested || subject.Handling == Handling.Human ? Handling.Human : handling;
            if (kind is not null && await db.Departments.Where(row => row.Slug == kind.Department).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation) is { } department)
            {
                subject.DepartmentId = department;
            }

            var now = clock.GetUtcNow();
            db.TriageCorrections.Add(new TriageCorrection
            {
                OrganisationId = scope.Current,
                Id = Guid.CreateVersion7(now),
                CaseId = caseId,
                MessageId = triage.MessageId,
                FromTask = triage.Task,
                FromHandling = triage.Handling,
                ToTask = task,
                ToHandling = handling,
                Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
                RulesVersion = triage.RulesVersion,
                At = now,
            });
            await turn.RecordAsync("triage.corrected", caseId, triage.MessageId, agent, $"task={task ?? "none"};handling={handling}", cancellation);

            // The kind is known now: its rule holds and receipt is acknowledged, unless that was done before.
            await clocks.SettleAsync(caseId, task, subject.Urgency == Urgency.Critical, cancellation);
            return new DeskOutcome.Done();
        }, cancellation);
    }

    /// <summary>Makes a proposed correction an example, or not; false when somebody decided already.</summary>
    public async Task<bool> DecideAsync(Guid id, bool accepted, ActingAgent agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var state = accepted ? CorrectionState.Accepted : CorrectionState.Refused;
        if (await db.TriageCorrections.Where(row => row.Id == id && row.State == CorrectionState.Proposed)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state), cancellation) == 0)
        {
            return false;
        }

        var caseId = await db.TriageCorrections.Where(row => row.Id == id).Select(row => row.CaseId).SingleAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, accepted ? "example.accepted" : "example.refused", caseId, id, agent.AgentId), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
