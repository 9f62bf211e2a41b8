using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace Collegue.Bench.Mail;

/// <summary>
/// A real Postfix that delivers into the folders of a real Dovecot, both on free ports with configuration, queues and mail in a directory of their own,
/// erased at the end. Nothing under <c>/etc</c> is used. Postfix's own rule is that root starts it.
/// </summary>
public sealed class MailServers : IAsyncDisposable
{
    public const string TownDomain = "sainte-amarelle.example";
    public const string CitizenDomain = "citoyens.example";
    public const string Town = "accueil@" + TownDomain;
    public const string SecondTown = "etat-civil@" + TownDomain;
    public const string Citizen = "usager@" + CitizenDomain;
    public const string Password = "Amarelle-2026";

    /// <summary>Postfix takes mail for it, and finds out later that nobody has it: a report comes back.</summary>
    public const string Gone = "parti@" + CitizenDomain;

    /// <summary>Refused by Postfix at once, for good.</summary>
    public const string Refused = "refuse@" + CitizenDomain;

    private const int MostTries = 10;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("collegue-mail-");
    private readonly bool offersIdle;
    private Process? dovecot;
    private Process? postfix;

    private MailServers(bool offersIdle) => this.offersIdle = offersIdle;

    public int ImapPort { get; private set; }

    public int SmtpPort { get; private set; }

    /// <param name="offersIdle">Whether the IMAP server says that it announces new mail.</param>
    public static async Task<MailServers> StartAsync(CancellationToken cancellation, bool offersIdle = true)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new InvalidOperationException("Postfix starts as root only: run this as root.");
        }

        for (var tries = 1; ; tries++)
        {
            var servers = new MailServers(offersIdle);
            try
            {
                servers.Prepare();
                await servers.StartDovecotAsync(cancellation);
                await servers.StartPostfixAsync(cancellation);
                return servers;
            }
            catch (InvalidOperationException) when (tries < MostTries)
            {
                // Another program may have taken a port between the question and the start.
                await servers.DisposeAsync();
            }
        }
    }

    public async Task StartDovecotAsync(CancellationToken cancellation)
    {
        dovecot = Start(Find("dovecot"), "-F", "-c", In("dovecot.conf"));
        await AnswersAsync(dovecot, ImapPort, "dovecot.log", cancellation);
    }

    public Task StopDovecotAsync(CancellationToken cancellation) => StopAsync(dovecot, cancellation);

    public async Task StartPostfixAsync(CancellationToken cancellation)
    {
        postfix = Start(Find("postfix"), "-c", In("postfix"), "start-fg");
        await AnswersAsync(postfix, SmtpPort, "postfix.log", cancellation);
    }

    public async Task StopPostfixAsync(CancellationToken cancellation)
    {
        using (var stop = Start(Find("postfix"), "-c", In("postfix"), "stop"))
        {
            await stop.WaitForExitAsync(cancellation);
        }

        await StopAsync(postfix, cancellation);
    }

    /// <summary>True when Postfix has delivered, or given up, everything it took.</summary>
    public bool IsQueueEmpty() =>
        Queues.All(queue => !Directory.Exists(In("spool", queue)) || Directory.GetFiles(In("spool", queue), "*", SearchOption.AllDirectories).Length == 0);

    private static readonly string[] Queues = ["incoming", "active", "deferred", "maildrop"];
    private static readonly string[] Programs = ["/usr/sbin", "/usr/bin", "/usr/local/sbin"];

    public async Task<ImapClient> OpenAsync(string user, CancellationToken cancellation)
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.None, cancellation);
        await client.AuthenticateAsync(user, Password, cancellation);
        return client;
    }

    /// <summary>Every mail in a folder of somebody's.</summary>
    public async Task<IReadOnlyList<MimeMessage>> ReadAsync(string user, CancellationToken cancellation, string folder = "INBOX")
    {
        using var client = await OpenAsync(user, cancellation);
        var opened = await client.GetFolderAsync(folder, cancellation);
        await opened.OpenAsync(FolderAccess.ReadOnly, cancellation);
        var mails = new List<MimeMessage>();
        for (var index = 0; index < opened.Count; index++)
        {
            mails.Add(await opened.GetMessageAsync(index, cancellation));
        }

        await client.DisconnectAsync(true, cancellation);
        return mails;
    }

    public async ValueTask DisposeAsync()
    {
        if (postfix is { HasExited: false })
        {
            await StopPostfixAsync(CancellationToken.None);
        }

        await StopAsync(dovecot, CancellationToken.None);
        root.Delete(recursive: true);
    }

    private void Prepare()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(root.FullName, (UnixFileMode)0b111_101_101);
        }

        (ImapPort, SmtpPort) = (FreePort(), FreePort());
        foreach (var folder in (string[])["run", "state", "mail", "postfix", "spool", "data"])
        {
            Directory.CreateDirectory(In(folder));
        }

        Own("nobody", In("mail"));
        Own("postfix", In("data"));
        File.WriteAllLines(In("users"), new[] { Town, SecondTown, Citizen }.Select(user => $"{user}:{{PLAIN}}{Password}"));
        File.WriteAllText(In("dovecot.conf"), MailServerFiles.Dovecot(root.FullName, ImapPort, offersIdle));
        File.WriteAllText(In("postfix", "main.cf"), MailServerFiles.PostfixMain(root.FullName));
        File.WriteAllText(In("postfix", "master.cf"), MailServerFiles.PostfixMaster(SmtpPort));
        File.WriteAllText(In("postfix", "access"), $"/^{Refused.Replace(".", "\\.", StringComparison.Ordinal)}$/ 550 5.1.1 No such mailbox\n");
        File.WriteAllLines(In("postfix", "people"), new[] { Town, SecondTown, Citizen }.Select(user =>
            $"/^{user.Split('@')[0]}(\\+.*)?@{user.Split('@')[1].Replace(".", "\\.", StringComparison.Ordinal)}$/ {user}/"));
    }

    private string In(params string[] parts) => Path.Combine([root.FullName, .. parts]);

    private static void Own(string user, string path)
    {
        using var owner = Start("chown", $"{user}:", path);
        owner.WaitForExit();
    }

    private static Process Start(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string Find(string program) =>
        Programs.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"{program} is not installed (Debian: dovecot-imapd, postfix).");

    private static async Task StopAsync(Process? process, CancellationToken cancellation)
    {
        if (process is not { HasExited: false })
        {
            return;
        }

        using (var kill = Start("kill", "-TERM", $"{process.Id}"))
        {
            await kill.WaitForExitAsync(cancellation);
        }

        await process.WaitForExitAsync(cancellation);
    }

    private async Task AnswersAsync(Process process, int port, string log, CancellationToken cancellation)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            if (process.HasExited)
            {
                var said = File.Exists(In(log)) ? string.Join('\n', File.ReadLines(In(log)).TakeLast(10)) : "";
                throw new InvalidOperationException($"{process.StartInfo.FileName} ended with {process.ExitCode}: {said}");
            }

            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }
        while (await pause.WaitForNextTickAsync(cancellation));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
