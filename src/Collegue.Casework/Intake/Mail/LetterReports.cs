using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Intake.Mail;

/// <summary>What mails tell of letters that left: a copy proves that the server took one, a report says that it came back.</summary>
public sealed class LetterReports(CollegueDb db, AuditTrail trail, TimeProvider clock)
{
    private const int LongestReason = 500;

    /// <summary>The letter with that Message-ID; from then on it counts as taken by the mail server.</summary>
    internal async Task<OutboxMessage?> IsOwnAsync(string? messageId, CancellationToken cancellation)
    {
        if (MailThread.LetterOf(messageId) is not { } id
            || await db.OutboxMessages.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } letter)
        {
            return null;
        }

        if (letter.DeliveredAt is null)
        {
            await DeliverAsync(db, trail, letter, clock.GetUtcNow(), cancellation);
        }

        return letter;
    }

    /// <summary>Marks the letter as taken, once, whoever learns it first.</summary>
    internal static async Task DeliverAsync(CollegueDb db, AuditTrail trail, OutboxMessage letter, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.OutboxMessages.Where(row => row.Id == letter.Id && row.DeliveredAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.DeliveredAt, now).SetProperty(row => row.FailedAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.Failure, (string?)null),
                cancellation) == 1)
        {
            await trail.AppendAsync(new AuditFact(Actor.System, "letter.delivered", letter.CaseId, letter.Id), cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    /// <summary>Returns the case of the letter that came back.</summary>
    internal async Task<Guid?> RecordAsync(IReadOnlyList<DeliveryReport> reports, CancellationToken cancellation)
    {
        Guid? about = null;
        foreach (var report in reports)
        {
            if (await db.OutboxMessages.AsNoTracking().SingleOrDefaultAsync(row => row.Id == report.Letter, cancellation) is not { } letter)
            {
                continue;
            }

            about = letter.CaseId;

            // The copy kept as a proof may have failed where the letter itself did not.
            if (report.Failed && (report.Recipient is null || string.Equals(report.Recipient, letter.Recipient, StringComparison.OrdinalIgnoreCase)))
            {
                await BounceAsync(letter, report.What, cancellation);
            }
        }

        return about;
    }

    private async Task BounceAsync(OutboxMessage letter, string what, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var reason = PlainText.FirstWords(PlainText.Clean(what), LongestReason);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.OutboxMessages.Where(row => row.Id == letter.Id && row.BouncedAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.BouncedAt, now).SetProperty(row => row.Failure, reason)
                    .SetProperty(row => row.DeliveredAt, row => row.DeliveredAt ?? now),
                cancellation) == 0)
        {
            return;
        }

        if (letter is { Kind: LetterKind.Reply, CaseId: { } caseId })
        {
            // A reply that never arrived is not an answer: an agent must see the case again.
            await db.Cases.Where(row => row.Id == caseId && row.State == CaseState.Answered)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, CaseState.ToReview).SetProperty(row => row.Revision, row => row.Revision + 1), cancellation);
        }

        await trail.AppendAsync(new AuditFact(Actor.System, "letter.bounced", letter.CaseId, letter.Id), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
