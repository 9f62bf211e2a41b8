using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Collegue.Bench.Mail;
using Collegue.Storage.Mail;
using Collegue.Web.Tests.Desk;
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

    [Fact]
    public async Task An_administrator_adds_tries_pauses_and_removes_a_mailbox()
    {
        const string address = "usager@citoyens.example";
        using var administrator = await office.AgentAsync("admin");
        var wrong = await administrator.SendAsync(await administrator.OpenAsync("/admin/mail/mailbox"), "Host",
            new Dictionary<string, string> { ["Address"] = "pas une adresse", ["Port"] = "0", ["Folder"] = "INBOX", ["MoveTo"] = "INBOX" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(6, wrong.Problems.Count);

        var added = await administrator.SendAsync(await administrator.OpenAsync("/admin/mail/mailbox"), "Host", new Dictionary<string, string>
        {
            ["Address"] = address,
            ["Host"] = "127.0.0.1",
            ["Port"] = $"{office.Servers.ImapPort}",
            ["Security"] = "None",
            ["UserName"] = address,
            ["Secret"] = "faux",
            ["Folder"] = "INBOX",
        });
        Assert.Contains(address, added.Text, StringComparison.Ordinal);
        var mailbox = await office.ReadAsync(PostOffice.Commune, db => db.Mailboxes.AsNoTracking().SingleAsync(row => row.Address == address));
        Assert.DoesNotContain("faux", mailbox.ProtectedPassword, StringComparison.Ordinal);
        Assert.Contains("refusé par le serveur", (await PressAsync(administrator, "try", mailbox.Id)).Text, StringComparison.Ordinal);

        var form = await administrator.OpenAsync($"/admin/mail/mailbox/{mailbox.Id}");
        await administrator.SendAsync(form, "Host", new Dictionary<string, string> { ["Secret"] = MailServers.Password });
        Assert.Contains("La connexion fonctionne", (await PressAsync(administrator, "try", mailbox.Id)).Text, StringComparison.Ordinal);
        await PressAsync(administrator, "pause", mailbox.Id);
        Assert.False((await office.ReadAsync(PostOffice.Commune, db => db.Mailboxes.AsNoTracking().SingleAsync(row => row.Id == mailbox.Id))).Enabled);
        await administrator.SendAsync(await administrator.OpenAsync($"/admin/mail/remove/{mailbox.Id}"), "remove");
        Assert.False(await office.ReadAsync(PostOffice.Commune, db => db.Mailboxes.AnyAsync(row => row.Id == mailbox.Id)));

        using var agent = await office.AgentAsync();
        Assert.Equal("/account/denied", (await agent.OpenAsync("/admin/mail")).Address.AbsolutePath);
    }

    private static async Task<Screen> PressAsync(Visitor administrator, string handler, Guid mailbox)
    {
        var page = await administrator.OpenAsync("/admin/mail");
        var button = page.Page.QuerySelectorAll("button[formaction]").Single(one =>
            one.GetAttribute("formaction")!.Contains($"/{handler}", StringComparison.OrdinalIgnoreCase) && one.GetAttribute("formaction")!.Contains($"{mailbox}", StringComparison.Ordinal));
        return await administrator.PostAsync(new Uri(page.Address, button.GetAttribute("formaction")), Visitor.Fields((IHtmlFormElement)button.Closest("form")!));
    }
}
