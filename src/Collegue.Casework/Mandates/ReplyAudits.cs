using System.Security.Cryptography;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Drafts;
using Collegue.Storage.Mandates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Mandates;

/// <summary>A reply that left by itself and was drawn to be read afterwards.</summary>
public sealed record AuditedReply(Guid ReplyId, Guid CaseId, string Number, string Task, string Question, string Text, DateTimeOffset SentAt);

/// <summary>Draws a stated share of the replies that left by themselves; what is found wrong counts like a factual change.</summary>
public sealed class ReplyAudits(CollegueDb db, EvidenceRecorder evidence, AuditTrail trail, IOptions<MandateOptions> options)
{
    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<AuditedReply>> PendingAsync(CancellationToken cancellation)
    {
        var sent = await (from reply in db.Replies.AsNoTracking()
                          join subject in db.Cases on reply.CaseId equals subject.Id
                          where reply.AgentId == null && reply.DraftId != null && subject.Task != null
                              && !db.MandateEvidence.Any(row => row.DraftId == reply.DraftId)
                          orderby reply.SentAt
                          select new AuditedReply(reply.Id, subject.Id, subject.Number, subject.Task!,
                              db.Messages.Where(message => message.CaseId == subject.Id).OrderBy(message => message.ReceivedAt).Select(message => message.Body).First(),
                              reply.Text, reply.SentAt)).ToListAsync(cancellation);
        return [.. sent.Where(reply => IsDrawn(reply.ReplyId, options.Value.AuditPercent))];
    }

    /// <summary>False when the reply was not drawn, or was read already.</summary>
    public async Task<bool> AnswerAsync(Guid replyId, bool right, ActingAgent reader, CancellationToken cancellation)
    {
        if ((await PendingAsync(cancellation)).FirstOrDefault(reply => reply.ReplyId == replyId) is not { } audited)
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // Two readers at once: the second waits for the row of the case, then finds the reading of the first.
        await db.Cases.Where(row => row.Id == audited.CaseId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellation);
        var draft = await db.Drafts.AsNoTracking()
            .SingleAsync(row => db.Replies.Any(reply => reply.Id == replyId && reply.DraftId == row.Id), cancellation);
        if (await db.MandateEvidence.AnyAsync(row => row.DraftId == draft.Id, cancellation))
        {
            return false;
        }

        await evidence.AuditedAsync(audited.Task, draft, right, cancellation);
        await trail.AppendAsync(
            new AuditFact(Actor.Agent, "reply.audited", audited.CaseId, replyId, reader.AgentId, right ? "right=yes" : "right=no"), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    internal static bool IsDrawn(Guid replyId, int percent) => BitConverter.ToUInt32(SHA256.HashData(replyId.ToByteArray())) % 100 < (uint)percent;
}
