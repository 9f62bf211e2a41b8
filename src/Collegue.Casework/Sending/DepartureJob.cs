using Collegue.Casework.Mandates;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Mandates;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Sending;

/// <summary>Sends a reply whose hour has come, once, unless something happened to its case in between.</summary>
internal sealed class DepartureJob(CollegueDb db, Departures departures, Replying replying, MandateKeeper mandates, TimeProvider clock) : IJobHandler
{
    public string Kind => JobKinds.Depart;

    public async Task HandleAsync(Guid subjectId, CancellationToken cancellation)
    {
        var caseId = await db.Departures.Where(row => row.Id == subjectId).Select(row => row.CaseId).SingleAsync(cancellation);
        var task = await db.Cases.Where(row => row.Id == caseId).Select(row => row.Task).SingleAsync(cancellation);

        // Before the transaction: conditions that no longer hold withdraw the mandate, and with it what would leave by itself.
        var level = await mandates.CheckAsync(task, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // Takes the row of the case: whoever stops the reply, or writes to the case, waits for this transaction or came before it.
        await db.Cases.Where(row => row.Id == caseId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellation);
        if (await departures.Waiting(caseId).SingleOrDefaultAsync(cancellation) is not { } departure || departure.Id != subjectId)
        {
            return;
        }

        var subject = await db.Cases.SingleAsync(row => row.Id == caseId, cancellation);
        var draft = departure.DraftId is { } id ? await replying.DraftOf(caseId, id).SingleAsync(cancellation) : null;
        var newest = await db.Messages.NewestOfAsync(caseId, cancellation);
        if (newest != departure.LastMessageId || draft is not (null or { State: DraftState.Ready }))
        {
            await departures.StopAsync(subject, newest != departure.LastMessageId ? "new-message" : "draft-changed", Actor.System, null, cancellation);
        }
        else if (departure.AgentId is null && level != MandateLevel.Reply)
        {
            await departures.StopAsync(subject, SelfReplies.Withdrawn, Actor.System, null, cancellation);
        }
        else
        {
            departure.State = DepartureState.Left;
            departure.EndedAt = clock.GetUtcNow();
            await replying.StoreAsync(subject, draft, departure.Text, departure.AgentId, departure.TrackingLink, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}

internal static class NewestMessage
{
    /// <summary>The last message of a case.</summary>
    public static Task<Guid> NewestOfAsync(this IQueryable<Message> messages, Guid caseId, CancellationToken cancellation) =>
        messages.Where(row => row.CaseId == caseId).OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Id)
            .Select(row => row.Id).FirstAsync(cancellation);
}
