using System.Text.Json;
using Collegue.Answering;
using Collegue.Casework.Deadlines;
using Collegue.Casework.Mandates;
using Collegue.Casework.Mandates.Vigilance;
using Collegue.Casework.Proposals;
using Collegue.Casework.Triage;
using Collegue.Casework.Triage.Choosing;
using Collegue.Casework.Triage.Versions;
using Collegue.Knowledge.Searching;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Drafting;

/// <summary>
/// Prepares one message: triage with its reasons, then a draft unless the work belongs to a human. Nothing is asked of the
/// answering engine before triage allowed it. Run again after a crash, it finds what was stored and goes on.
/// </summary>
internal sealed class CasePreparation(
    CollegueDb db,
    OrganisationScope scope,
    CurrentTriage current,
    KindByModel kindByModel,
    Answerer answerer,
    DraftLetter letter,
    QuestionLog questions,
    MandateKeeper mandates,
    PlantedErrors planted,
    SelfReplies selfReplies,
    CaseClocks clocks,
    ProposalMaking proposals,
    AuditTrail trail,
    TimeProvider clock) : IJobHandler
{
    public string Kind => JobKinds.PrepareCase;

    public async Task HandleAsync(Guid subjectId, CancellationToken cancellation)
    {
        var message = await db.Messages.AsNoTracking().Include(row => row.Attachments).SingleAsync(row => row.Id == subjectId, cancellation);
        var result = await db.TriageResults.AsNoTracking().SingleOrDefaultAsync(row => row.MessageId == message.Id, cancellation)
            ?? await StoreTriageAsync(message, cancellation);
        await proposals.LookAsync(message, result, cancellation);
        if (await db.Drafts.AnyAsync(row => row.MessageId == message.Id, cancellation))
        {
            return;
        }

        var subject = await db.Cases.AsNoTracking().SingleAsync(row => row.Id == message.CaseId, cancellation);
        if (result.Handling == Handling.Human || subject.Handling == Handling.Human || subject.HumanRequested)
        {
            await WithholdAsync(message, "human", cancellation);
            return;
        }

        var level = await mandates.CheckAsync(subject.Task, cancellation);
        if (level == MandateLevel.Off)
        {
            await WithholdAsync(message, "mandate-off", cancellation);
            return;
        }

        var reasons = JsonSerializer.Deserialize<IReadOnlyList<TriageReason>>(result.Reasons, JsonSerializerOptions.Web)!;
        var question = MessageQuestion.Of(message.Body, reasons, scope.Current, scope.Ancestors, clock.Today());
        var answer = await answerer.AskAsync(question, cancellation);
        if (answer.Status != AnswerStatus.Answered)
        {
            await WithholdAsync(message, answer.Status.WireName(), cancellation);
            return;
        }

        await StoreDraftAsync(subject, message, result, level, answer, await letter.ComposeAsync(subject, message, answer, cancellation), cancellation);
    }

    private async Task<TriageResult> StoreTriageAsync(Message message, CancellationToken cancellation)
    {
        var triage = await current.GetAsync(cancellation);
        var outcome = await kindByModel.CompleteAsync(
            triage.Rules, message.Body, triage.Decide(message.Body, message.Attachments.Count > 0), cancellation);
        var result = new TriageResult
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CaseId = message.CaseId,
            MessageId = message.Id,
            Task = outcome.Task,
            Handling = outcome.Handling,
            DepartmentSlug = outcome.Department,
            Urgency = outcome.Urgency,
            Language = outcome.Language,
            Confidence = outcome.Confidence,
            Reasons = JsonSerializer.Serialize(outcome.Reasons, JsonSerializerOptions.Web),
            RulesVersion = outcome.RulesVersion,
            DecidedAt = clock.GetUtcNow(),
        };

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.TriageResults.Add(result);
        var department = await DepartmentAsync(outcome.Department, cancellation);
        await db.Cases.Where(row => row.Id == message.CaseId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Task, row => outcome.Task ?? row.Task)
                .SetProperty(row => row.Urgency, row => row.Urgency == Urgency.Critical ? Urgency.Critical : outcome.Urgency)
                // An agent who took or moved the case decides where it stays.
                .SetProperty(row => row.DepartmentId, row => row.DepartmentId ?? department)
                // Once human, a case stays human whatever the next message says.
                .SetProperty(row => row.Handling, row => row.HumanRequested || row.Handling == Handling.Human ? Handling.Human : outcome.Handling),
            cancellation);
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(
            new AuditFact(Actor.Colleague, "case.triaged", message.CaseId, message.Id,
                Detail: $"task={outcome.Task ?? "none"};handling={outcome.Handling};urgency={outcome.Urgency};rules={outcome.RulesVersion}"),
            cancellation);
        await clocks.SettleAsync(message.CaseId, outcome.Task, outcome.NeedsLookBeforeReceipt(), cancellation);
        await transaction.CommitAsync(cancellation);

        // What follows takes the case as it is then, not as it was read here.
        db.ChangeTracker.Clear();
        return result;
    }

    private async Task<Guid?> DepartmentAsync(string? slug, CancellationToken cancellation)
    {
        var known = await db.Departments.AsNoTracking().Where(row => row.Slug == slug || row.Slug == "accueil")
            .Select(row => new { row.Id, row.Slug }).ToListAsync(cancellation);
        return (known.FirstOrDefault(row => row.Slug == slug) ?? known.FirstOrDefault())?.Id;
    }

    private async Task WithholdAsync(Message message, string reason, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await HandOverAsync(message, cancellation))
        {
            if (reason == AnswerStatus.NoSource.WireName())
            {
                await questions.RecordAsync(null, message.CaseId, SearchWeakness.NothingFound, cancellation);
            }

            await trail.AppendAsync(new AuditFact(Actor.Colleague, "draft.withheld", message.CaseId, message.Id, Detail: $"reason={reason}"), cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private async Task StoreDraftAsync(
        Case subject, Message message, TriageResult triaged, MandateLevel level, Answer answer, string text, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await HandOverAsync(message, cancellation))
        {
            return;
        }

        var draft = DraftRows.Build(scope.Current, message, answer, text, clock.GetUtcNow());
        draft.State = level == MandateLevel.Observe ? DraftState.Observed : DraftState.Ready;
        db.Drafts.Add(draft);
        await db.SaveChangesAsync(cancellation);
        await planted.PlantAsync(subject, draft, level, cancellation);
        await trail.AppendAsync(
            new AuditFact(Actor.Colleague, level == MandateLevel.Observe ? "draft.observed" : "draft.prepared", message.CaseId, draft.Id,
                Detail: $"engine={draft.Engine};sentences={draft.Sentences.Count};sources={draft.Sentences.SelectMany(row => row.Citations).Select(row => row.Document).Distinct().Count()}"),
            cancellation);
        if (level == MandateLevel.Reply)
        {
            await selfReplies.PlanAsync(subject.Id, triaged, draft, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>
    /// Takes the row of the case, then says whether this is still its newest message: a message that arrives now waits for
    /// this transaction and makes the draft stale, one that arrived before has its own preparation.
    /// </summary>
    private async Task<bool> HandOverAsync(Message message, CancellationToken cancellation)
    {
        await db.Cases.Where(row => row.Id == message.CaseId && row.State == CaseState.Received)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, CaseState.ToReview), cancellation);
        return !await db.Messages.AnyAsync(row => row.CaseId == message.CaseId && row.ReceivedAt > message.ReceivedAt, cancellation);
    }
}
