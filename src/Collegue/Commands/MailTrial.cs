using System.Diagnostics;
using Collegue.Bench.Intake;
using Collegue.Bench.Mail;
using Collegue.Casework.Intake.Mail;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Jobs;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Commands;

/// <summary>
/// Many mails through real servers into a real process that is killed, while the servers are started again too and agents reply: every
/// mail must end as one case or one named rejection, and every letter must arrive once.
/// </summary>
internal sealed class MailTrial(MailServers servers, string data, IReadOnlyList<GeneratedMail> mails, int kills, int replies)
{
    private readonly Stopwatch watch = new();

    /// <summary>What the process needs to find the servers; short waits, so that the trial ends.</summary>
    public static Dictionary<string, string> Environment(MailServers servers) => new()
    {
        ["COLLEGUE_Mail__SmtpHost"] = "127.0.0.1",
        ["COLLEGUE_Mail__SmtpPort"] = $"{servers.SmtpPort}",
        ["COLLEGUE_Mail__RequireTls"] = "false",
        ["COLLEGUE_MailIntake__IdleSeconds"] = "5",
        ["COLLEGUE_MailIntake__RetrySeconds"] = "1",
        ["COLLEGUE_MailIntake__ProofSeconds"] = "15",
    };

    public async Task<MailTrialReport> RunAsync(CancellationToken cancellation)
    {
        await using var process = new KilledServer(typeof(MailTrial).Assembly.Location, data, Environment(servers));
        await process.StartAsync(cancellation);
        using var host = await Instance.OpenAsync(data, cancellation);
        var owner = await host.Services.OrganisationAsync(null, cancellation);
        await AddMailboxAsync(host, owner, servers, cancellation);

        watch.Start();
        var feeding = FeedAsync(cancellation);
        for (var kill = 1; kill <= kills; kill++)
        {
            var enough = mails.Count * kill / (kills + 1);
            await UntilAsync(host, owner, async db => await db.IncomingMails.CountAsync(cancellation) >= enough, cancellation);
            await DisturbAsync(kill, process, cancellation);
            await ReplyAsync(host, owner, replies / kills, cancellation);
        }

        await feeding;
        await UntilAsync(host, owner, db => IsQuietAsync(db, cancellation), cancellation);
        watch.Stop();
        return await CountAsync(host, owner, cancellation);
    }

    internal static async Task<Guid> AddMailboxAsync(IHost host, OrganisationView owner, MailServers servers, CancellationToken cancellation)
    {
        await using var scope = host.Services.CreateScope(owner);
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
        db.Mailboxes.Add(new Mailbox
        {
            OrganisationId = owner.Id,
            Id = id,
            Address = MailServers.Town,
            Host = "127.0.0.1",
            Port = servers.ImapPort,
            Security = MailSecurity.None,
            UserName = MailServers.Town,
            ProtectedPassword = host.Services.GetRequiredService<MailboxPasswords>().Protect(owner.Id, id, MailServers.Password),
            Folder = "INBOX",
            KeepsCopies = true,
            Enabled = true,
            CreatedAt = now,
        });
        await db.SaveChangesAsync(cancellation);
        return id;
    }

    private async Task FeedAsync(CancellationToken cancellation)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        foreach (var mail in mails)
        {
            while (true)
            {
                try
                {
                    await SmtpFeeder.SendAsync(servers.SmtpPort, mail.Kind == "bounce" ? "" : mail.Sender, MailServers.Town, mail.Raw, cancellation);
                    break;
                }
                catch (Exception down) when (down is IOException or System.Net.Sockets.SocketException)
                {
                    await pause.WaitForNextTickAsync(cancellation);
                }
            }
        }
    }

    /// <summary>The process is killed each time; one of the servers is down meanwhile, in turns.</summary>
    private async Task DisturbAsync(int kill, KilledServer process, CancellationToken cancellation)
    {
        await process.KillAsync(cancellation);
        if (kill % 2 == 1)
        {
            await servers.StopDovecotAsync(cancellation);
            await process.StartAsync(cancellation);
            await servers.StartDovecotAsync(cancellation);
        }
        else
        {
            await servers.StopPostfixAsync(cancellation);
            await process.StartAsync(cancellation);
            await servers.StartPostfixAsync(cancellation);
        }
    }

    /// <summary>Agents reply to the oldest cases that wait for it.</summary>
    private static async Task ReplyAsync(IHost host, OrganisationView owner, int count, CancellationToken cancellation)
    {
        for (var sent = 0; sent < count; sent++)
        {
            await using var scope = host.Services.CreateScope(owner);
            var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
            var agent = await db.Memberships.Where(row => row.OrganisationId == owner.Id).OrderBy(row => row.AgentId).Select(row => row.AgentId).FirstAsync(cancellation);
            var subject = await db.Cases.AsNoTracking().Where(row => row.State == Storage.Cases.CaseState.ToReview && row.CitizenEmail != null)
                .OrderBy(row => row.Number).FirstOrDefaultAsync(cancellation);
            if (subject is null)
            {
                return;
            }

            var last = await db.Messages.Where(row => row.CaseId == subject.Id).OrderByDescending(row => row.ReceivedAt).Select(row => row.Id).FirstAsync(cancellation);
            await scope.ServiceProvider.GetRequiredService<ReviewDesk>().SendAsync(
                subject.Id, null, subject.Revision, last, "Bonjour, voici notre réponse.", new ActingAgent(agent, "Agent"), token => $"http://mairie.example/citizen/case/{token}", null, cancellation);
        }
    }

    private async Task<bool> IsQuietAsync(CollegueDb db, CancellationToken cancellation)
    {
        if (!servers.IsQueueEmpty() || await db.Jobs.AnyAsync(row => row.State == JobState.Queued || row.State == JobState.Running, cancellation)
            || await db.IncomingMails.AnyAsync(row => row.Outcome == MailOutcome.Pending || row.FiledAt == null, cancellation))
        {
            return false;
        }

        using var client = await servers.OpenAsync(MailServers.Town, cancellation);
        await client.Inbox.OpenAsync(MailKit.FolderAccess.ReadOnly, cancellation);
        return client.Inbox.Count == await db.IncomingMails.CountAsync(cancellation);
    }

    private static async Task UntilAsync(IHost host, OrganisationView owner, Func<CollegueDb, Task<bool>> reached, CancellationToken cancellation)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (true)
        {
            await using (var scope = host.Services.CreateScope(owner))
            {
                if (await reached(scope.ServiceProvider.GetRequiredService<CollegueDb>()))
                {
                    return;
                }
            }

            await pause.WaitForNextTickAsync(cancellation);
        }
    }

    private async Task<MailTrialReport> CountAsync(IHost host, OrganisationView owner, CancellationToken cancellation)
    {
        await using var scope = host.Services.CreateScope(owner);
        var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
        var rows = await db.IncomingMails.AsNoTracking().ToListAsync(cancellation);
        var letters = await db.OutboxMessages.AsNoTracking().ToListAsync(cancellation);
        var arrived = await servers.ReadAsync(MailServers.Citizen, cancellation);
        var copies = rows.Count(row => row.Reason == "own-copy");
        var byMessage = rows.Where(row => row.Outcome == MailOutcome.NewCase && row.MessageId is not null).GroupBy(row => row.MessageId!)
            .ToDictionary(group => group.Key, group => group.Count());
        var times = arrived.Where(mail => mail.MessageId is not null).GroupBy(mail => mail.MessageId!).ToDictionary(group => group.Key, group => group.Count());
        int Arrivals(OutboxMessage letter) => times.Where(pair => pair.Key.StartsWith($"{letter.Id}@", StringComparison.Ordinal)).Sum(pair => pair.Value);
        return new MailTrialReport(
            mails.Count, mails.Count(mail => mail.IsDamaged), kills, rows.Count - copies,
            rows.Count(row => row.Outcome == MailOutcome.NewCase), rows.Count(row => row.Outcome == MailOutcome.AddedToCase),
            rows.Count(row => row is { Outcome: MailOutcome.Rejected, Reason: not "own-copy" }),
            await db.Cases.CountAsync(cancellation),
            mails.Count(mail => mail is { IsDamaged: false, MessageId: { } id } && byMessage.GetValueOrDefault(id) != 1),
            rows.Count(row => row is { Outcome: MailOutcome.Rejected, Reason: null }),
            letters.Count, letters.Count(letter => letter.Kind == LetterKind.Reply), letters.Count(letter => Arrivals(letter) == 1),
            letters.Count(letter => Arrivals(letter) > 1), letters.Count(letter => Arrivals(letter) == 0),
            string.Join(", ", rows.Where(row => row.Outcome == MailOutcome.Rejected).GroupBy(row => row.Reason).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}")),
            watch.Elapsed.TotalSeconds);
    }
}

/// <summary>What the trial saw.</summary>
/// <param name="Received">Mails stored, without the copies of our own letters.</param>
/// <param name="SoundNotOnce">Mails that nothing was wrong with and that are not exactly one case.</param>
internal sealed record MailTrialReport(
    int Mails, int Damaged, int Kills, int Received, int NewCases, int AddedToCases, int Rejected, int Cases, int SoundNotOnce, int Unnamed,
    int Letters, int Replies, int ArrivedOnce, int ArrivedTwice, int NeverArrived, string Reasons, double Seconds)
{
    public bool IsKept =>
        Received == Mails && NewCases + AddedToCases + Rejected == Mails && Cases == NewCases && SoundNotOnce == 0 && Unnamed == 0
        && ArrivedOnce == Letters && Letters > 0;
}
