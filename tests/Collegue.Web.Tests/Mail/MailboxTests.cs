using Collegue.Bench.Mail;
using Collegue.Storage.Mail;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Mail;

/// <summary>How mailboxes are read: without announcements, with a wrong password, and across a restart of the server.</summary>
public sealed class MailboxTests(SilentPostOffice office) : IClassFixture<SilentPostOffice>
{
    [Fact]
    public async Task A_server_that_announces_nothing_is_asked_and_what_was_read_is_moved_through_a_restart()
    {
        await office.AddMailboxAsync(moveTo: "Traites");
        using var before = PostOffice.Write("Avant le redémarrage.", "Avant");
        await office.SendAsync(before);
        Assert.Equal(MailOutcome.NewCase, (await office.DecidedAsync(before)).Outcome);

        await office.Servers.StopDovecotAsync(TestContext.Current.CancellationToken);
        using var during = PostOffice.Write("Pendant l'arrêt.", "Pendant");
        await office.SendAsync(during);
        await Background.UntilAsync(() => office.ReadAsync(PostOffice.Commune, db => db.Mailboxes.AsNoTracking().FirstOrDefaultAsync(row => row.LastError == "unreachable" && row.ConnectedAt == null)));
        await office.Servers.StartDovecotAsync(TestContext.Current.CancellationToken);

        Assert.Equal(MailOutcome.NewCase, (await office.DecidedAsync(during)).Outcome);
        var moved = await office.Servers.ReadAsync(MailServers.Town, TestContext.Current.CancellationToken, "Traites");
        Assert.Equal([before.MessageId, during.MessageId], moved.Select(mail => mail.MessageId));
        var mailbox = await Background.UntilAsync(() => office.ReadAsync(PostOffice.Commune, db => db.Mailboxes.AsNoTracking().FirstOrDefaultAsync(row => row.Address == MailServers.Town && row.LastError == null)));
        Assert.NotNull(mailbox.ConnectedAt);
    }

    [Fact]
    public async Task A_wrong_password_is_said()
    {
        var id = await office.AddMailboxAsync(MailServers.SecondTown, "pas-le-bon");

        var failing = await Background.UntilAsync(() => office.ReadAsync(PostOffice.Commune, db => db.Mailboxes.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.LastError != null)));

        Assert.Equal("login", failing.LastError);
    }
}
