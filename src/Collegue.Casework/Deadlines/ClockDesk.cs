using Collegue.Casework.Reviewing;
using Collegue.Casework.Sending;
using Collegue.Casework.Triage;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Deadlines;

/// <summary>What an agent asks of a citizen before going on.</summary>
/// <param name="Documents">What is missing, one a line.</param>
public sealed record DocumentsWanted(string Documents, string? Note, DateOnly AnswerBy);

/// <summary>Where a request goes that is another body's business, and what is written to it and to the citizen.</summary>
public sealed record Forwarding(string Recipient, string? Email, string? Address, string Letter, string Notice);

/// <summary>
/// What an agent does to the clock of a case. As at the review desk, every action carries the revision its form showed, and nothing
/// is written when somebody changed the case in between.
/// </summary>
public sealed class ClockDesk(
    CollegueDb db, OrganisationScope scope, CaseClocks clocks, ClockLetters letters, Replying replying, Letters replies, RuleSet kinds, CaseTurn turn, AuditTrail trail, TimeProvider clock)
{
    public const int LongestText = 20_000;
    public const int MostDaysGiven = 366;

    /// <summary>Gives the clock its kind when triage found none, and acknowledges receipt; also sends one that was withheld.</summary>
    public Task<DeskOutcome> AcknowledgeAsync(Guid caseId, int revision, string? task, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(caseId, revision, async (subject, row) =>
        {
            if (row is null)
            {
                return new DeskOutcome.NotFound();
            }

            if (row.Task is null)
            {
                if (kinds.Kinds.All(kind => kind.Slug != task))
                {
                    return new DeskOutcome.Invalid("task-missing");
                }

                await clocks.SettleAsync(caseId, task, doubtful: true, cancellation);
                subject.Task ??= task;
                await RecordAsync(new AuditFact(Actor.Agent, "clock.settled", caseId, AgentId: agent.AgentId, Detail: $"task={task}"), cancellation);
            }

            if (row.Receipt == ReceiptState.Withheld)
            {
                await clocks.AcknowledgeAsync(subject, row, agent.AgentId, cancellation);
            }

            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>Asks the citizen for documents and pauses the clock as its rule says (CRPA L114-5).</summary>
    public Task<DeskOutcome> AskForDocumentsAsync(
        Guid caseId, int revision, DocumentsWanted wanted, ActingAgent agent, Func<string, string> trackingLink, CancellationToken cancellation) =>
        ChangeAsync(caseId, revision, async (subject, row) =>
        {
            var documents = string.Join('\n', ReplyText.Clean(wanted.Documents).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            if (Check(subject, documents, wanted) is { } invalid)
            {
                return invalid;
            }

            var now = clock.GetUtcNow();
            await clocks.ResumeAsync(subject, cancellation);
            var pause = new CasePause
            {
                OrganisationId = scope.Current,
                Id = Guid.CreateVersion7(now),
                CaseId = caseId,
                Documents = documents,
                Note = string.IsNullOrWhiteSpace(wanted.Note) ? null : ReplyText.Clean(wanted.Note),
                AskedByAgentId = agent.AgentId,
                AskedAt = now,
                AskedOn = clock.Today(),
                AnswerBy = wanted.AnswerBy,
            };
            db.CasePauses.Add(pause);
            subject.PausedAt = now;
            var rule = row is null ? RuleBook.Proposed(ProposedRules.Other) : CaseClocks.RuleOf(row);
            await letters.AskForDocumentsAsync(subject, pause, rule, trackingLink(subject.TrackingToken), cancellation);
            if (row is null)
            {
                subject.DueAt = TownHallTime.EndOf(pause.AnswerBy);
            }
            else
            {
                await clocks.RecountAsync(subject, row, cancellation);
            }

            await RecordAsync(
                new AuditFact(Actor.Agent, "documents.asked", caseId, pause.Id, agent.AgentId,
                    $"count={documents.Split('\n').Length};until={pause.AnswerBy:yyyy-MM-dd};effect={rule.Terms.Pause}"),
                cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>Goes on without what was asked for.</summary>
    public Task<DeskOutcome> ResumeAsync(Guid caseId, int revision, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(caseId, revision, async (subject, row) =>
        {
            if (row is null || !await clocks.ResumeAsync(subject, cancellation))
            {
                return new DeskOutcome.NotFound();
            }

            await clocks.RecountAsync(subject, row, cancellation);
            await clocks.RecordResumptionAsync(subject, row, agent.AgentId, cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>
    /// Sends the request on to the body whose business it is, tells the citizen, and closes the case as forwarded (CRPA L114-2).
    /// </summary>
    public Task<DeskOutcome> ForwardAsync(
        Guid caseId, int revision, Forwarding forwarding, ActingAgent agent, Func<string, string> trackingLink, CancellationToken cancellation) =>
        ChangeAsync(caseId, revision, async (subject, row) =>
        {
            if (Closed(subject))
            {
                return new DeskOutcome.Invalid("already-answered");
            }

            if (Check(forwarding) is { } invalid)
            {
                return invalid;
            }

            var now = clock.GetUtcNow();
            var forward = new CaseForward
            {
                OrganisationId = scope.Current,
                Id = Guid.CreateVersion7(now),
                CaseId = caseId,
                Recipient = forwarding.Recipient.Trim(),
                RecipientEmail = NullIfBlank(forwarding.Email),
                RecipientAddress = NullIfBlank(forwarding.Address),
                Letter = ReplyText.Clean(forwarding.Letter),
                AgentId = agent.AgentId,
                ForwardedAt = now,
            };
            db.CaseForwards.Add(forward);
            await letters.SendForwardAsync(subject, forward, cancellation);

            var notice = await replying.ComposeAsync(subject, null, ReplyText.Clean(forwarding.Notice), agent.AgentId, cancellation);
            db.Replies.Add(notice);
            await replies.SendReplyAsync(subject, notice, trackingLink(subject.TrackingToken), cancellation);
            await CloseAsync(subject, row, now, cancellation);
            await RecordAsync(
                new AuditFact(Actor.Agent, "case.forwarded", caseId, forward.Id, agent.AgentId, $"by={(forward.RecipientEmail is null ? "paper" : "email")}"),
                cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    private async Task CloseAsync(Case subject, CaseClock? row, DateTimeOffset now, CancellationToken cancellation)
    {
        await clocks.ResumeAsync(subject, cancellation);
        (subject.State, subject.AnsweredAt) = (CaseState.Answered, now);
        if (row is not null)
        {
            (row.Decided, row.SilenceOn) = (true, null);
        }

        await db.Drafts.Where(draft => draft.CaseId == subject.Id && draft.State == DraftState.Ready)
            .ExecuteUpdateAsync(set => set.SetProperty(draft => draft.State, DraftState.Stale), cancellation);
    }

    private DeskOutcome.Invalid? Check(Case subject, string documents, DocumentsWanted wanted) =>
        Closed(subject) ? new DeskOutcome.Invalid("already-answered")
        : documents.Length == 0 ? new DeskOutcome.Invalid("documents-empty")
        : documents.Length > LongestText || wanted.Note?.Length > LongestText ? new DeskOutcome.Invalid("text-long")
        : wanted.AnswerBy <= clock.Today() || wanted.AnswerBy > clock.Today().AddDays(MostDaysGiven) ? new DeskOutcome.Invalid("day-wrong")
        : null;

    private static DeskOutcome.Invalid? Check(Forwarding forwarding) =>
        forwarding.Recipient.Trim() is not { Length: > 0 and <= 200 } ? new DeskOutcome.Invalid("recipient-missing")
        : NullIfBlank(forwarding.Email) is { } email && (email.Length > 320 || !MimeKit.MailboxAddress.TryParse(email, out var mailbox) || mailbox.Address != email || !email.Contains('@')) ? new DeskOutcome.Invalid("email-shape")
        : NullIfBlank(forwarding.Address) is { Length: > 500 } ? new DeskOutcome.Invalid("text-long")
        : string.IsNullOrWhiteSpace(forwarding.Letter) ? new DeskOutcome.Invalid("letter-empty")
        : string.IsNullOrWhiteSpace(forwarding.Notice) ? new DeskOutcome.Invalid("notice-empty")
        : forwarding.Letter.Length > ReviewDesk.MaxReplyLength || forwarding.Notice.Length > ReviewDesk.MaxReplyLength ? new DeskOutcome.Invalid("text-long")
        : null;

    /// <summary>Answered, or its reply is about to leave.</summary>
    private static bool Closed(Case subject) => subject.State is CaseState.Answered or CaseState.Leaving;

    private static string? NullIfBlank(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private async Task RecordAsync(AuditFact fact, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(fact, cancellation);
    }

    private Task<DeskOutcome> ChangeAsync(
        Guid caseId, int revision, Func<Case, CaseClock?, Task<DeskOutcome>> change, CancellationToken cancellation) =>
        turn.TakeAsync(
            caseId, revision, async subject => await change(subject, await db.CaseClocks.SingleOrDefaultAsync(row => row.CaseId == caseId, cancellation)), cancellation);
}
