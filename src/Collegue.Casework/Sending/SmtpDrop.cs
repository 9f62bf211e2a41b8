using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Collegue.Casework.Sending;

/// <summary>Hands letters to the organisation's mail server.</summary>
internal sealed class SmtpDrop(IOptions<MailOptions> options) : IMailDrop
{
    public async Task<DropOutcome> DropAsync(MimeMessage message, MailEnvelope envelope, Func<Task> handingOver, CancellationToken cancellation)
    {
        using var client = new LetterClient(envelope) { Timeout = 30_000 };
        if (await ConnectAsync(client, cancellation) is { } trouble)
        {
            return new DropOutcome.Later(trouble);
        }

        await handingOver();
        try
        {
            MailboxAddress[] recipients = envelope.Copy is { } copy ? [envelope.Recipient, copy] : [envelope.Recipient];
            await client.SendAsync(message, envelope.Sender, recipients, cancellation);
        }
        catch (SmtpCommandException said)
        {
            // A response is a certainty: nothing was taken.
            var what = $"{(int)said.StatusCode} {said.Message}";
            return (int)said.StatusCode is >= 500 and < 600 ? new DropOutcome.Refused(what) : new DropOutcome.Later(what);
        }

        await LeaveAsync(client, cancellation);
        return new DropOutcome.Taken();
    }

    /// <summary>Null once ready to send; else what stands in the way, with nothing sent.</summary>
    private async Task<string?> ConnectAsync(LetterClient client, CancellationToken cancellation)
    {
        var mail = options.Value;
        var security = mail.RequireTls ? mail.SmtpPort == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls : SecureSocketOptions.Auto;
        try
        {
            await client.ConnectAsync(mail.SmtpHost!, mail.SmtpPort, security, cancellation);
            if (mail.SmtpUser is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, mail.SmtpPassword ?? "", cancellation);
            }

            return null;
        }
        catch (Exception trouble) when (IsOfTheConnection(trouble) && !cancellation.IsCancellationRequested)
        {
            return trouble switch
            {
                AuthenticationException => "login",
                SslHandshakeException or NotSupportedException => "tls",
                _ => "unreachable",
            };
        }
    }

    /// <summary>The letter is taken: how the connection ends says nothing about it.</summary>
    private static async Task LeaveAsync(LetterClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception trouble) when (IsOfTheConnection(trouble))
        {
            client.Dispose();
        }
    }

    private static bool IsOfTheConnection(Exception trouble) =>
        trouble is SocketException or IOException or TimeoutException or ProtocolException or CommandException or AuthenticationException
            or SslHandshakeException or NotSupportedException or ServiceNotConnectedException or OperationCanceledException;

    /// <summary>Names the letter to servers that report by that name, and does without the copy when its address is refused.</summary>
    private sealed class LetterClient(MailEnvelope envelope) : SmtpClient
    {
        protected override string GetEnvelopeId(MimeMessage message) => envelope.Letter.ToString();

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            if (!string.Equals(mailbox.Address, envelope.Copy?.Address, StringComparison.Ordinal))
            {
                base.OnRecipientNotAccepted(message, mailbox, response);
            }
        }
    }
}
