using System.Security.Cryptography;
using Collegue.Storage;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Intake.Mail;

/// <summary>The rows of one mailbox: what is stored of it, and how far it is read.</summary>
internal sealed class MailboxShelf(CollegueDb db, OrganisationScope scope, TimeProvider clock)
{
    /// <summary>Where to go on; a server that numbers its mails anew is read from the start.</summary>
    public async Task<long> BeginAsync(Guid mailbox, long uidValidity, CancellationToken cancellation)
    {
        await db.Mailboxes.Where(row => row.Id == mailbox && row.UidValidity != uidValidity).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.UidValidity, uidValidity).SetProperty(row => row.LastUid, 0), cancellation);
        return await db.Mailboxes.Where(row => row.Id == mailbox).Select(row => row.LastUid).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Stores a mail and that everything up to it is stored; null when it was stored before.</summary>
    public async Task<Guid?> StoreAsync(Guid mailbox, long uidValidity, long uid, byte[] raw, string? rejectedAs, CancellationToken cancellation)
    {
        var sha = Convert.ToHexStringLower(SHA256.HashData(raw));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await PassAsync(mailbox, uidValidity, uid, cancellation);
        var known = await db.IncomingMails.AnyAsync(
            row => row.MailboxId == mailbox && ((row.UidValidity == uidValidity && row.Uid == uid) || (row.Sha256 == sha && row.UidValidity != uidValidity)), cancellation);
        if (known)
        {
            await transaction.CommitAsync(cancellation);
            return null;
        }

        var mail = new IncomingMail
        {
            OrganisationId = scope.Current,
            Id = FrontDesk.NewSubmissionId(),
            MailboxId = mailbox,
            UidValidity = uidValidity,
            Uid = uid,
            Sha256 = sha,
            ReceivedAt = clock.GetUtcNow(),
            Outcome = rejectedAs is null ? MailOutcome.Pending : MailOutcome.Rejected,
            Reason = rejectedAs,
            FiledAt = rejectedAs is null ? null : clock.GetUtcNow(),
        };
        db.IncomingMails.Add(mail);
        db.IncomingMailContents.Add(new IncomingMailContent { OrganisationId = scope.Current, MailId = mail.Id, Bytes = raw });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return rejectedAs is null ? mail.Id : null;
    }

    /// <summary>Everything up to this one is stored, or was not to be read.</summary>
    public Task<int> PassAsync(Guid mailbox, long uidValidity, long uid, CancellationToken cancellation) =>
        db.Mailboxes.Where(row => row.Id == mailbox && row.UidValidity == uidValidity && row.LastUid < uid)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUid, uid), cancellation);

    public Task<List<Guid>> PendingAsync(Guid mailbox, CancellationToken cancellation) =>
        db.IncomingMails.Where(row => row.MailboxId == mailbox && row.Outcome == MailOutcome.Pending).OrderBy(row => row.ReceivedAt)
            .Select(row => row.Id).ToListAsync(cancellation);

    /// <summary>Decided, but the server was not told.</summary>
    public Task<List<long>> UnfiledAsync(Guid mailbox, long uidValidity, CancellationToken cancellation) =>
        db.IncomingMails.Where(row => row.MailboxId == mailbox && row.UidValidity == uidValidity && row.FiledAt == null && row.Outcome != MailOutcome.Pending)
            .Select(row => row.Uid).ToListAsync(cancellation);

    public Task<int> FiledAsync(Guid mailbox, long uidValidity, IReadOnlyList<long> uids, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.IncomingMails.Where(row => row.MailboxId == mailbox && row.UidValidity == uidValidity && uids.Contains(row.Uid))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.FiledAt, now), cancellation);
    }

    public Task<int> SeenAsync(Guid mailbox, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.Mailboxes.Where(row => row.Id == mailbox).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LastSeenAt, now).SetProperty(row => row.ConnectedAt, row => row.ConnectedAt ?? now)
                .SetProperty(row => row.LastError, (string?)null).SetProperty(row => row.LastErrorAt, (DateTimeOffset?)null),
            cancellation);
    }
}
