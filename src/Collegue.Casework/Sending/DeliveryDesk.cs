using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Sending;

/// <summary>How a call ended.</summary>
public enum CallOutcome
{
    Told,
    NotReached,

    /// <summary>The citizen asked to be called again.</summary>
    CallAgain,
}

/// <summary>
/// What agents do with the replies that leave by their hands. Each mark is taken once: a second click, or a second agent, finds
/// the reply no longer waiting and changes nothing.
/// </summary>
public sealed class DeliveryDesk(CollegueDb db, AuditTrail trail, Letters letters, TimeProvider clock)
{
    public const int LatestCallDays = 60;

    /// <summary>The letter is posted. False when it no longer waited.</summary>
    public Task<bool> PostedAsync(Guid replyId, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(replyId, row => row.Channel == ReplyChannel.Letter, delivery =>
        {
            delivery.DoneAt = clock.GetUtcNow();
            return Task.FromResult("delivery.posted");
        }, agent, cancellation);

    /// <summary>The citizen was called, or came. False when the reply no longer waited, or is to be posted.</summary>
    /// <param name="again">When to call again; only kept with <see cref="CallOutcome.CallAgain"/>.</param>
    public Task<bool> SpokenAsync(Guid replyId, CallOutcome outcome, DateTimeOffset? again, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(replyId, row => row.Channel is ReplyChannel.Phone or ReplyChannel.Counter, delivery =>
        {
            var now = clock.GetUtcNow();
            delivery.LastAttemptAt = now;
            if (outcome == CallOutcome.Told)
            {
                delivery.DoneAt = now;
                return Task.FromResult("delivery.told");
            }

            delivery.Attempts++;
            delivery.CallAgainAt = outcome == CallOutcome.CallAgain ? again : null;
            return Task.FromResult(outcome == CallOutcome.CallAgain ? "delivery.call-again" : "delivery.not-reached");
        }, agent, cancellation);

    /// <summary>
    /// The reply leaves another way than planned: by e-mail or on the tracking page it is done at once. False when it no longer waited,
    /// or when what the channel needs is not known.
    /// </summary>
    public async Task<bool> MoveAsync(Guid replyId, ReplyChannel channel, Func<string, string> trackingLink, ActingAgent agent, CancellationToken cancellation)
    {
        var subject = await (from row in db.Deliveries join owner in db.Cases on row.CaseId equals owner.Id where row.ReplyId == replyId select owner)
            .AsNoTracking().SingleOrDefaultAsync(cancellation);
        return subject is not null && MayLeave(subject, channel) && await ChangeAsync(replyId, row => row.Channel != channel, async delivery =>
        {
            delivery.Channel = channel;
            if (!channel.IsByHand())
            {
                delivery.DoneAt = clock.GetUtcNow();
                var reply = await db.Replies.Include(row => row.Sources).SingleAsync(row => row.Id == replyId, cancellation);
                if (channel == ReplyChannel.Email)
                {
                    await letters.SendReplyAsync(subject, reply, trackingLink(subject.TrackingToken), cancellation);
                }
            }

            return "delivery.moved";
        }, agent, cancellation);
    }

    public static bool MayLeave(Case subject, ReplyChannel channel) => channel switch
    {
        ReplyChannel.Email => subject.CitizenEmail is not null,
        ReplyChannel.Phone => subject.CitizenPhone is not null,
        ReplyChannel.Letter => subject.PostalAddress is not null,
        _ => true,
    };

    private async Task<bool> ChangeAsync(
        Guid replyId, Func<Delivery, bool> allows, Func<Delivery, Task<string>> change, ActingAgent agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // Takes the row of the case before reading: two agents who mark the same letter come one after the other.
        await db.Cases.Where(row => db.Deliveries.Any(delivery => delivery.ReplyId == replyId && delivery.CaseId == row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellation);
        var waiting = await db.Deliveries.SingleOrDefaultAsync(row => row.ReplyId == replyId && row.DoneAt == null, cancellation);
        if (waiting is null || !allows(waiting))
        {
            return false;
        }

        var action = await change(waiting);
        await db.SaveChangesAsync(cancellation);
        if (waiting.DoneAt is { } done && !await db.Deliveries.AnyAsync(row => row.CaseId == waiting.CaseId && row.DoneAt == null, cancellation))
        {
            // A citizen who wrote meanwhile still waits for an answer.
            await db.Cases.Where(row => row.Id == waiting.CaseId && row.State == CaseState.ToDeliver).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, CaseState.Answered).SetProperty(row => row.AnsweredAt, done), cancellation);
        }

        await trail.AppendAsync(
            new AuditFact(Actor.Agent, action, waiting.CaseId, replyId, agent.AgentId, $"channel={waiting.Channel};attempts={waiting.Attempts}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
