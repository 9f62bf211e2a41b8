using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;

namespace Collegue.Casework.Sending;

/// <summary>
/// Makes a stored reply leave by the channel its citizen chose, in the transaction of the reply: at once by e-mail or on the tracking
/// page; by an agent's hand otherwise, and then the case is answered only when that is done.
/// </summary>
public sealed class Dispatch(CollegueDb db, OrganisationScope scope, Letters letters)
{
    /// <summary>The letter of the outbox; null when none leaves.</summary>
    public async Task<Guid?> LeaveAsync(Case subject, Reply reply, string trackingLink, CancellationToken cancellation)
    {
        var channel = ReplyChannels.Of(subject);
        if (channel.IsByHand())
        {
            subject.State = CaseState.ToDeliver;
            db.Deliveries.Add(new Delivery
            {
                OrganisationId = scope.Current,
                ReplyId = reply.Id,
                CaseId = subject.Id,
                Channel = channel,
                CreatedAt = reply.SentAt,
            });
            return null;
        }

        subject.State = CaseState.Answered;
        subject.AnsweredAt = reply.SentAt;
        return channel == ReplyChannel.Email ? await letters.SendReplyAsync(subject, reply, trackingLink, cancellation) : null;
    }
}
