using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Collegue.Casework.Sending;

/// <summary>Hands letters to the organisation's mail server.</summary>
internal sealed class SmtpDrop(IOptions<MailOptions> options) : IMailDrop
{
    public async Task DropAsync(MimeMessage message, Guid letterId, CancellationToken cancellation)
    {
        var mail = options.Value;
        using var client = new SmtpClient { Timeout = 30_000 };
        var security = mail.RequireTls ? mail.SmtpPort == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls : SecureSocketOptions.Auto;
        await client.ConnectAsync(mail.SmtpHost!, mail.SmtpPort, security, cancellation);
        if (mail.SmtpUser is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, mail.SmtpPassword ?? "", cancellation);
        }

        await client.SendAsync(message, cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
    }
}
