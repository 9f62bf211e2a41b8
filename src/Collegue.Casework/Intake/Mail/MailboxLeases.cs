using Collegue.Storage;
using Collegue.Storage.Mail;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Intake.Mail;

/// <summary>Who reads which mailbox; its context must be in the instance scope. A mailbox is held by one process until its lease ends.</summary>
public sealed class MailboxLeases(CollegueDb db, TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    public Task<List<Mailbox>> EnabledAsync(CancellationToken cancellation) =>
        db.Mailboxes.AsNoTracking().Where(row => row.Enabled).OrderBy(row => row.CreatedAt).ToListAsync(cancellation);

    /// <summary>False when another process has it.</summary>
    public async Task<bool> TakeAsync(Mailbox mailbox, Guid holder, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await One(mailbox).Where(row => row.Enabled && row.Revision == mailbox.Revision)
            .Where(row => row.LeaseHolder == null || row.LeaseHolder == holder || row.LeaseUntil < now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LeaseHolder, holder).SetProperty(row => row.LeaseUntil, now + Lease)
                    .SetProperty(row => row.ConnectedAt, (DateTimeOffset?)null),
                cancellation) == 1;
    }

    /// <summary>False when it is no longer ours, or was paused, changed or removed.</summary>
    public async Task<bool> RenewAsync(Mailbox mailbox, Guid holder, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Lease;
        return await One(mailbox).Where(row => row.Enabled && row.Revision == mailbox.Revision && row.LeaseHolder == holder)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, until), cancellation) == 1;
    }

    /// <summary>Lets others have it, and says what was wrong.</summary>
    public Task ReleaseAsync(Mailbox mailbox, Guid holder, string? error, CancellationToken cancellation)
    {
        var at = error is null ? (DateTimeOffset?)null : clock.GetUtcNow();
        return One(mailbox).Where(row => row.LeaseHolder == holder).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LeaseHolder, (Guid?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.ConnectedAt, (DateTimeOffset?)null)
                .SetProperty(row => row.LastError, row => error ?? row.LastError).SetProperty(row => row.LastErrorAt, row => at ?? row.LastErrorAt),
            cancellation);
    }

    /// <summary>Gives back what a killed process held. Only right where this process is the only node.</summary>
    public Task<int> ReleaseAllAsync(CancellationToken cancellation) =>
        db.Mailboxes.Where(row => row.LeaseHolder != null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LeaseHolder, (Guid?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.ConnectedAt, (DateTimeOffset?)null),
            cancellation);

    private IQueryable<Mailbox> One(Mailbox mailbox) => db.Mailboxes.Where(row => row.OrganisationId == mailbox.OrganisationId && row.Id == mailbox.Id);
}
