using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Intake.Mail;

/// <summary>Writes what became of a mail, with its place in the audit trail.</summary>
public sealed class MailRecords(CollegueDb db, AuditTrail trail)
{
    /// <summary>It became a case, or a message of one.</summary>
    internal async Task FinishAsync(IncomingMail mail, ReadMail read, MailEnd done, Guid? forcedBy, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await ChangeAsync(
            mail,
            set => set.SetProperty(row => row.Outcome, done.Outcome).SetProperty(row => row.CaseId, done.CaseId)
                .SetProperty(row => row.LinkedCaseId, done.Linked).SetProperty(row => row.FromAnotherAddress, done.FromAnotherAddress),
            cancellation);
        var whole = read.Whole == read.Text ? null : read.Whole;
        await db.IncomingMailContents.Where(row => row.MailId == mail.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Bytes, (byte[]?)null).SetProperty(row => row.Text, whole), cancellation);
        if (forcedBy is { } agent)
        {
            await trail.AppendAsync(new AuditFact(Actor.Agent, "mail.accepted-anyway", done.CaseId, mail.Id, agent, $"reason={mail.Reason}"), cancellation);
        }
        else if (done.Linked is not null || done.FromAnotherAddress)
        {
            await trail.AppendAsync(
                new AuditFact(Actor.System, done.Linked is null ? "mail.other-address" : "mail.kept-apart", done.CaseId, done.Linked ?? mail.Id), cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>It makes no case, for that reason.</summary>
    internal async Task RejectAsync(IncomingMail mail, string reason, Guid? linked, CancellationToken cancellation, bool keepBytes = true)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await ChangeAsync(
            mail,
            set => set.SetProperty(row => row.Outcome, MailOutcome.Rejected).SetProperty(row => row.Reason, reason).SetProperty(row => row.LinkedCaseId, linked),
            cancellation);
        if (!keepBytes)
        {
            await db.IncomingMailContents.Where(row => row.MailId == mail.Id).ExecuteDeleteAsync(cancellation);
        }

        await trail.AppendAsync(new AuditFact(Actor.System, "mail.rejected", SubjectId: mail.Id, Detail: $"reason={reason}"), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>What lists and threads need to know of it.</summary>
    internal Task DescribeAsync(IncomingMail mail, ReadMail read, CancellationToken cancellation)
    {
        var sender = read.Sender?.ToLowerInvariant();
        var hash = read.MessageId is { } id ? MailThread.HashOf(id) : null;
        var refused = read.Refused.Count == 0 ? null : string.Join('\n', read.Refused.Select(file => $"{PlainText.FirstWords(file.Name, 200)}\t{file.Reason}"));
        return ChangeAsync(
            mail,
            set => set.SetProperty(row => row.Sender, sender).SetProperty(row => row.Subject, read.Subject)
                .SetProperty(row => row.MessageId, read.MessageId).SetProperty(row => row.MessageIdHash, hash).SetProperty(row => row.RefusedFiles, refused),
            cancellation);
    }

    internal Task ChangeAsync(
        IncomingMail mail, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<IncomingMail>> change, CancellationToken cancellation) =>
        db.IncomingMails.Where(row => row.Id == mail.Id).ExecuteUpdateAsync(change, cancellation);
}

/// <summary>What a mail became.</summary>
internal sealed record MailEnd(Guid CaseId, MailOutcome Outcome)
{
    /// <summary>The case it was kept out of.</summary>
    public Guid? Linked { get; init; }

    public bool FromAnotherAddress { get; init; }
}
