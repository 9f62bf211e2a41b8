using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Jobs;
using Collegue.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Admin.Mail;

/// <summary>Reads and changes the mailboxes of the organisation of the current scope; each change is in its audit trail.</summary>
internal sealed class MailKeeping(CollegueDb db, AuditTrail trail, TimeProvider clock)
{
    public const int PerPage = 25;

    public DateTimeOffset Now => clock.GetUtcNow();

    public Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    public Task<List<Mailbox>> MailboxesAsync(CancellationToken cancellation) => db.Mailboxes.AsNoTracking().OrderBy(row => row.Address).ToListAsync(cancellation);

    public Task<Mailbox?> MailboxAsync(Guid id, CancellationToken cancellation) => db.Mailboxes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);

    public Task<Dictionary<Guid, string>> DepartmentsAsync(CancellationToken cancellation) =>
        db.Departments.AsNoTracking().OrderBy(row => row.Name).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);

    public Task<bool> IsTakenAsync(string address, Guid? except, CancellationToken cancellation) =>
        db.Mailboxes.AnyAsync(row => row.Address == address && row.Id != except, cancellation);

    public Task AddAsync(Mailbox mailbox, Guid agent, CancellationToken cancellation) => ChangeAsync(
        async () =>
        {
            db.Mailboxes.Add(mailbox);
            return await db.SaveChangesAsync(cancellation);
        },
        "mailbox.added", mailbox.Id, agent, $"enabled={mailbox.Enabled};copies={mailbox.KeepsCopies}", cancellation);

    /// <summary>Changes only what the form holds: where reading stands belongs to the reader.</summary>
    public Task<bool> ChangeAsync(Mailbox mailbox, bool isElsewhere, Guid agent, CancellationToken cancellation) => ChangeAsync(
        () => db.Mailboxes.Where(row => row.Id == mailbox.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Address, mailbox.Address).SetProperty(row => row.Host, mailbox.Host).SetProperty(row => row.Port, mailbox.Port)
                .SetProperty(row => row.Security, mailbox.Security).SetProperty(row => row.UserName, mailbox.UserName)
                .SetProperty(row => row.ProtectedPassword, mailbox.ProtectedPassword).SetProperty(row => row.Folder, mailbox.Folder)
                .SetProperty(row => row.MoveTo, mailbox.MoveTo).SetProperty(row => row.DepartmentId, mailbox.DepartmentId)
                .SetProperty(row => row.KeepsCopies, mailbox.KeepsCopies).SetProperty(row => row.Enabled, mailbox.Enabled)

                // Another folder numbers its mails anew.
                .SetProperty(row => row.UidValidity, row => isElsewhere ? 0 : row.UidValidity).SetProperty(row => row.LastUid, row => isElsewhere ? 0 : row.LastUid)
                .SetProperty(row => row.LastError, (string?)null).SetProperty(row => row.Revision, row => row.Revision + 1),
            cancellation),
        "mailbox.changed", mailbox.Id, agent, $"enabled={mailbox.Enabled};copies={mailbox.KeepsCopies}", cancellation);

    public Task<bool> PauseAsync(Guid id, bool enabled, Guid agent, CancellationToken cancellation) => ChangeAsync(
        () => db.Mailboxes.Where(row => row.Id == id && row.Enabled != enabled).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Enabled, enabled).SetProperty(row => row.LastError, (string?)null).SetProperty(row => row.Revision, row => row.Revision + 1),
            cancellation),
        enabled ? "mailbox.resumed" : "mailbox.paused", id, agent, null, cancellation);

    /// <summary>What was read of it stays.</summary>
    public Task<bool> RemoveAsync(Guid id, Guid agent, CancellationToken cancellation) =>
        ChangeAsync(() => db.Mailboxes.Where(row => row.Id == id).ExecuteDeleteAsync(cancellation), "mailbox.removed", id, agent, null, cancellation);

    /// <summary>Newest first. Copies of our own letters are left out unless they are asked for.</summary>
    public async Task<(int Total, List<IncomingMail> Mails)> RejectedAsync(string? words, string? reason, int page, CancellationToken cancellation)
    {
        var rejected = db.IncomingMails.AsNoTracking().Where(row => row.Outcome == MailOutcome.Rejected);
        rejected = string.IsNullOrEmpty(reason) ? rejected.Where(row => row.Reason != "own-copy") : rejected.Where(row => row.Reason == reason);
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL: the database has no culture to give.
        if (words?.Trim().ToLowerInvariant() is { Length: > 0 } wanted)
        {
            rejected = rejected.Where(row => row.Sender!.Contains(wanted) || row.Subject!.ToLower().Contains(wanted));
        }
#pragma warning restore CA1304, CA1311, CA1862

        return (await rejected.CountAsync(cancellation),
            await rejected.OrderByDescending(row => row.ReceivedAt).ThenBy(row => row.Id).Skip((page - 1) * PerPage).Take(PerPage).ToListAsync(cancellation));
    }

    public Task<IncomingMail?> MailAsync(Guid id, CancellationToken cancellation) =>
        db.IncomingMails.AsNoTracking().Include(row => row.Content).SingleOrDefaultAsync(row => row.Id == id && row.Outcome == MailOutcome.Rejected, cancellation);

    public Task<string?> NumberAsync(Guid? caseId, CancellationToken cancellation) =>
        db.Cases.Where(row => row.Id == caseId).Select(row => row.Number).SingleOrDefaultAsync(cancellation);

    /// <summary>Letters that came back, were given up or wait for a second try, newest first; those sent again are settled.</summary>
    public async Task<(int Total, List<OutboxMessage> Letters)> TroubledAsync(int page, CancellationToken cancellation)
    {
        var troubled = db.OutboxMessages.AsNoTracking()
            .Where(row => row.SentAgainAs == null && (row.BouncedAt != null || row.FailedAt != null || (row.DeliveredAt == null && (row.Tries > 0 || row.HandedAt != null))));
        return (await troubled.CountAsync(cancellation),
            await troubled.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).Skip((page - 1) * PerPage).Take(PerPage).ToListAsync(cancellation));
    }

    private async Task<bool> ChangeAsync(Func<Task<int>> change, string action, Guid subject, Guid agent, string? detail, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await change() == 0)
        {
            return false;
        }

        await trail.AppendAsync(new AuditFact(Actor.Agent, action, SubjectId: subject, AgentId: agent, Detail: detail), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
