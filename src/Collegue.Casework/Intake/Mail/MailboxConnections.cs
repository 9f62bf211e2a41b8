using System.Net.Sockets;
using Collegue.Storage.Mail;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Collegue.Casework.Intake.Mail;

/// <summary>Opens mailboxes, and says in a code what keeps one closed.</summary>
public sealed class MailboxConnections(MailboxPasswords passwords)
{
    private const int TimeoutMilliseconds = 60_000;

    /// <summary>Signs in and opens the folder; null when all went well, else the code of what is wrong.</summary>
    public async Task<string?> TryAsync(Mailbox mailbox, CancellationToken cancellation)
    {
        try
        {
            using var client = await OpenAsync(mailbox, cancellation);
            await client.DisconnectAsync(quit: true, cancellation);
            return null;
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return CodeOf(trouble);
        }
    }

    internal async Task<ImapClient> OpenAsync(Mailbox mailbox, CancellationToken cancellation)
    {
        var password = passwords.Open(mailbox) ?? throw new MailboxException("password-lost");
        var client = new ImapClient { Timeout = TimeoutMilliseconds, CheckCertificateRevocation = false };
        try
        {
            await client.ConnectAsync(mailbox.Host, mailbox.Port, mailbox.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            }, cancellation);
            await client.AuthenticateAsync(mailbox.UserName, password, cancellation);
            var folder = await client.GetFolderAsync(mailbox.Folder, cancellation);
            await folder.OpenAsync(FolderAccess.ReadWrite, cancellation);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The code the screens word.</summary>
    public static string CodeOf(Exception trouble) => trouble switch
    {
        MailboxException own => own.Message,
        AuthenticationException => "login",
        SslHandshakeException => "tls",
        NotSupportedException => "no-starttls",
        FolderNotFoundException => "folder",
        SocketException or IOException or TimeoutException or OperationCanceledException => "unreachable",
        ServiceNotConnectedException or ProtocolException or CommandException => "server",
        System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException => "database",
        _ => "other",
    };
}

/// <summary>A mailbox that cannot be opened for a reason of ours.</summary>
internal sealed class MailboxException(string code) : Exception(code);
