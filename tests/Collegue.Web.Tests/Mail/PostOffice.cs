using Collegue.Bench.Mail;
using Collegue.Casework.Intake.Mail;
using Collegue.Storage;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using MimeKit.Text;
using Xunit;

namespace Collegue.Web.Tests.Mail;

/// <summary>The product with a real Postfix to send by, and a real Dovecot in which its mailbox and those of citizens are.</summary>
public class PostOffice : ProductServer
{
    internal const string Commune = "sainte-amarelle";

    public MailServers Servers { get; private set; } = null!;

    protected virtual bool OffersIdle => true;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        .. base.Settings, new("Mail:SmtpHost", "127.0.0.1"), new("Mail:SmtpPort", $"{Servers.SmtpPort}"), new("Mail:RequireTls", "false"),
        new("MailIntake:PublicAddress", "https://demandes.sainte-amarelle.example"), new("MailIntake:RetrySeconds", "1"), new("MailIntake:PollSeconds", "1"),
        new("MailIntake:IdleSeconds", OffersIdle ? "600" : "1"), new("MailIntake:ProofSeconds", "3"),
    ];

    public override async ValueTask InitializeAsync()
    {
        Servers = await MailServers.StartAsync(TestContext.Current.CancellationToken, OffersIdle);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Servers.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal async Task<Guid> AddMailboxAsync(string address = MailServers.Town, string password = MailServers.Password, string? moveTo = null, bool copies = false)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await DoAsync(Commune, async services =>
        {
            var organisation = services.GetRequiredService<OrganisationScope>().Current;
            var db = services.GetRequiredService<CollegueDb>();
            db.Mailboxes.Add(new Mailbox
            {
                OrganisationId = organisation,
                Id = id,
                Address = address,
                Host = "127.0.0.1",
                Port = Servers.ImapPort,
                Security = MailSecurity.None,
                UserName = address,
                ProtectedPassword = services.GetRequiredService<MailboxPasswords>().Protect(organisation, id, password),
                Folder = "INBOX",
                MoveTo = moveTo,
                KeepsCopies = copies,
                Enabled = true,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return id;
    }

    internal static MimeMessage Write(string text, string subject = "Une question", string from = MailServers.Citizen, string to = MailServers.Town)
    {
        var message = new MimeMessage { Subject = subject, Body = new TextPart(TextFormat.Plain) { Text = text } };
        message.From.Add(new MailboxAddress("Camille Orvault", from));
        message.To.Add(new MailboxAddress("", to));
        return message;
    }

    internal async Task SendAsync(MimeMessage message)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", Servers.SmtpPort, SecureSocketOptions.None, TestContext.Current.CancellationToken);
        await client.SendAsync(message, TestContext.Current.CancellationToken);
        await client.DisconnectAsync(true, TestContext.Current.CancellationToken);
    }

    /// <summary>The row of the mail, once it is decided and the IMAP server was told.</summary>
    internal Task<IncomingMail> DecidedAsync(MimeMessage message) =>
        Background.UntilAsync(() => ReadAsync(Commune, db => db.IncomingMails.AsNoTracking()
            .FirstOrDefaultAsync(row => row.MessageId == message.MessageId && row.Outcome != MailOutcome.Pending && row.FiledAt != null)));

    /// <summary>What arrived for the citizen in answer to that mail.</summary>
    internal Task<MimeMessage> AnswerToAsync(MimeMessage message, Func<MimeMessage, bool>? wanted = null) =>
        Background.UntilAsync(async () => (await Servers.ReadAsync(MailServers.Citizen, TestContext.Current.CancellationToken))
            .FirstOrDefault(mail => mail.InReplyTo == message.MessageId && wanted?.Invoke(mail) != false));
}

/// <summary>An IMAP server that announces nothing.</summary>
public sealed class SilentPostOffice : PostOffice
{
    protected override bool OffersIdle => false;
}
