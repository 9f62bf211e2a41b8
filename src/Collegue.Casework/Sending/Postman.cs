using Collegue.Casework.Intake;
using Collegue.Casework.Intake.Mail;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Sending;

/// <summary>
/// Delivers one letter of the outbox, once. That it is being handed over is stored before it leaves: after a crash in between, the copy
/// in the organisation's own mailbox tells whether it left (docs/adr/0021).
/// </summary>
internal sealed class Postman(
    CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, LetterEnvelopes envelopes, IMailDrop drop, AuditTrail trail, TimeProvider clock,
    IOptions<MailIntakeOptions> proofs)
    : IJobHandler
{
    private const int LongestFailure = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromDays(5);
    private static readonly TimeSpan ProofPatience = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public string Kind => JobKinds.Deliver;

    public async Task HandleAsync(Guid subjectId, CancellationToken cancellation)
    {
        var letter = await db.OutboxMessages.AsNoTracking().SingleAsync(row => row.Id == subjectId, cancellation);
        if (letter.State is not (LetterState.Waiting or LetterState.HandingOver))
        {
            return;
        }

        var organisation = (await directory.FindAsync(scope.Current, cancellation))!.Organisation;
        if (await envelopes.WriteAsync(letter, organisation, cancellation) is not { } written)
        {
            await GiveUpAsync(letter, "address", cancellation);
            return;
        }

        using var message = written.Message;
        if (letter.HandedAt is { } handed && !await MaySendAgainAsync(letter, handed, cancellation))
        {
            return;
        }

        var handedOver = false;
        try
        {
            var outcome = await drop.DropAsync(message, written.Envelope, async () =>
            {
                await HandOverAsync(letter, cancellation);
                handedOver = true;
            }, cancellation);
            await SettleAsync(letter, outcome, cancellation);
        }
        catch (Exception trouble) when (handedOver && trouble is not LaterException && !cancellation.IsCancellationRequested)
        {
            // Lost from sight: the job must come back to it, however often it was tried before.
            throw new LaterException(clock.GetUtcNow() + TimeSpan.FromSeconds(5), trouble.GetType().Name);
        }
    }

    private Task SettleAsync(OutboxMessage letter, DropOutcome outcome, CancellationToken cancellation) => outcome switch
    {
        DropOutcome.Taken => LetterReports.DeliverAsync(db, trail, letter, clock.GetUtcNow(), cancellation),
        DropOutcome.Refused refused => GiveUpAsync(letter, refused.What, cancellation),
        DropOutcome.Later later => PutOffAsync(letter, later.What, cancellation),
        _ => throw new InvalidOperationException(outcome.GetType().Name),
    };

    /// <summary>
    /// Whether the letter certainly did not leave, or cannot be known to have left. Waits for the copy where there is one to wait for.
    /// </summary>
    private async Task<bool> MaySendAgainAsync(OutboxMessage letter, DateTimeOffset handed, CancellationToken cancellation)
    {
        if (await envelopes.ProofMailboxAsync(cancellation) is not { } mailbox)
        {
            // Nothing can prove anything: it is sent again under the same Message-ID, by which mail programs know it again.
            return true;
        }

        var now = clock.GetUtcNow();
        var wait = TimeSpan.FromSeconds(proofs.Value.ProofSeconds);
        if (mailbox.ConnectedAt is { } readable)
        {
            var proved = (readable > handed ? readable : handed) + wait;
            if (mailbox.LastSeenAt >= proved)
            {
                return true;
            }

            throw new LaterException(proved > now ? proved : now + TimeSpan.FromSeconds(5), "awaiting-proof");
        }

        if (now - handed < ProofPatience)
        {
            throw new LaterException(now + TimeSpan.FromSeconds(Math.Min(60, proofs.Value.ProofSeconds)), "awaiting-proof");
        }

        // An agent decides: the mailbox that would tell cannot be read.
        await GiveUpAsync(letter, "uncertain", cancellation);
        return false;
    }

    private async Task HandOverAsync(OutboxMessage letter, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await db.OutboxMessages.Where(row => row.Id == letter.Id && row.HandedAt == letter.HandedAt && row.DeliveredAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.HandedAt, now), cancellation) == 0)
        {
            throw new InvalidOperationException("Another process is handing this letter over.");
        }
    }

    private async Task PutOffAsync(OutboxMessage letter, string what, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now - letter.CreatedAt > Patience)
        {
            await GiveUpAsync(letter, what, cancellation);
            return;
        }

        var reason = Shorten(what);
        await db.OutboxMessages.Where(row => row.Id == letter.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.HandedAt, (DateTimeOffset?)null).SetProperty(row => row.Tries, row => row.Tries + 1)
                .SetProperty(row => row.Failure, reason),
            cancellation);
        var wait = TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 2 * Math.Pow(2, Math.Min(20, letter.Tries))));
        throw new LaterException(now + wait, "mail-server");
    }

    private async Task GiveUpAsync(OutboxMessage letter, string what, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var reason = Shorten(what);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.OutboxMessages.Where(row => row.Id == letter.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.FailedAt, now).SetProperty(row => row.Failure, reason), cancellation);
        await trail.AppendAsync(new AuditFact(Actor.System, "letter.failed", letter.CaseId, letter.Id), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static string Shorten(string what) => PlainText.FirstWords(PlainText.Clean(what), LongestFailure);
}
