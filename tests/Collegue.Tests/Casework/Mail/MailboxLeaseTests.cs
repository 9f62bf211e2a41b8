using Collegue.Casework.Intake.Mail;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Casework.Mail;

/// <summary>One process reads a mailbox; what it stored is stored once.</summary>
public sealed class MailboxLeaseTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly Guid First = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Second = Guid.Parse("00000000-0000-0000-0000-000000000002");

    [Theory, BothEngines]
    public async Task A_mailbox_is_held_by_one_process_until_its_lease_ends(Engine engine)
    {
        var (database, organisation, mailbox) = await BeginAsync(engine);
        await using var session = database.OpenInstance();
        var leases = new MailboxLeases(session.Db, database.Clock);
        var cancellation = TestContext.Current.CancellationToken;

        Assert.True(await leases.TakeAsync(mailbox, First, cancellation));
        Assert.False(await leases.TakeAsync(mailbox, Second, cancellation));
        Assert.True(await leases.RenewAsync(mailbox, First, cancellation));
        database.Clock.Advance(MailboxLeases.Lease + TimeSpan.FromSeconds(1));
        Assert.True(await leases.TakeAsync(mailbox, Second, cancellation));
        Assert.False(await leases.RenewAsync(mailbox, First, cancellation));
        await leases.ReleaseAsync(mailbox, First, "login", cancellation);
        Assert.Null((await RowAsync(database, organisation)).LastError);
        await leases.ReleaseAsync(mailbox, Second, "login", cancellation);
        var free = await RowAsync(database, organisation);
        Assert.Equal(("login", null, null), (free.LastError, free.LeaseHolder, free.ConnectedAt));
    }

    [Theory, BothEngines]
    public async Task A_mailbox_that_was_paused_or_changed_is_let_go(Engine engine)
    {
        var (database, organisation, mailbox) = await BeginAsync(engine);
        await using var session = database.OpenInstance();
        var leases = new MailboxLeases(session.Db, database.Clock);
        Assert.True(await leases.TakeAsync(mailbox, First, TestContext.Current.CancellationToken));

        await session.Db.Mailboxes.Where(row => row.OrganisationId == organisation.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, 1), TestContext.Current.CancellationToken);

        Assert.False(await leases.RenewAsync(mailbox, First, TestContext.Current.CancellationToken));
        Assert.False(await leases.TakeAsync(mailbox, First, TestContext.Current.CancellationToken));
    }

    [Theory, BothEngines]
    public async Task A_mail_is_stored_once_even_when_the_server_numbers_its_mails_anew(Engine engine)
    {
        var (database, organisation, mailbox) = await BeginAsync(engine);
        await using var session = await database.OpenAsync(organisation);
        var shelf = new MailboxShelf(session.Db, session.Scope, database.Clock);
        var cancellation = TestContext.Current.CancellationToken;

        Assert.Equal(0, await shelf.BeginAsync(mailbox.Id, 7, cancellation));
        Assert.NotNull(await shelf.StoreAsync(mailbox.Id, 7, 5, [1, 2], null, cancellation));
        Assert.Null(await shelf.StoreAsync(mailbox.Id, 7, 5, [1, 2], null, cancellation));
        Assert.NotNull(await shelf.StoreAsync(mailbox.Id, 7, 6, [1, 2], null, cancellation));
        Assert.Equal(6, await shelf.BeginAsync(mailbox.Id, 7, cancellation));
        Assert.Equal(0, await shelf.BeginAsync(mailbox.Id, 8, cancellation));
        Assert.Null(await shelf.StoreAsync(mailbox.Id, 8, 1, [1, 2], null, cancellation));
        Assert.NotNull(await shelf.StoreAsync(mailbox.Id, 8, 2, [3], null, cancellation));
        Assert.Equal(3, (await shelf.PendingAsync(mailbox.Id, cancellation)).Count);
    }

    private async Task<(TestDatabase Database, Organisation Organisation, Mailbox Mailbox)> BeginAsync(Engine engine)
    {
        var database = await storage.OnAsync(engine);
        var organisation = await database.AddOrganisationAsync();
        var mailbox = database.Rows.Mailbox(organisation);
        await database.AddAsync(organisation, mailbox);
        return (database, organisation, mailbox);
    }

    private static async Task<Mailbox> RowAsync(TestDatabase database, Organisation organisation)
    {
        await using var session = await database.OpenAsync(organisation);
        return await session.Db.Mailboxes.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
    }
}
