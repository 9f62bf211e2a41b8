using Collegue.Casework.Intake.Mail;
using Collegue.Storage;
using Collegue.Storage.Jobs;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace Collegue.Casework.Sending;

/// <summary>Puts a letter into the form mail servers take: who it is from, what it answers, what machines are told of it.</summary>
internal sealed class LetterEnvelopes(CollegueDb db, ReplyFiles files, IOptions<MailOptions> options)
{
    private const int MostReferences = 20;

    /// <summary>The mailbox whose copies prove that letters left; null when there is none.</summary>
    public Task<Mailbox?> ProofMailboxAsync(CancellationToken cancellation) =>
        db.Mailboxes.AsNoTracking().Where(row => row.Enabled && row.KeepsCopies).OrderBy(row => row.CreatedAt).FirstOrDefaultAsync(cancellation);

    /// <summary>Null when the address of the recipient cannot be written to.</summary>
    public async Task<WrittenLetter?> WriteAsync(OutboxMessage letter, Organisation organisation, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(letter.Recipient, out var recipient))
        {
            return null;
        }

        var proof = await ProofMailboxAsync(cancellation);
        var sender = organisation.Email ?? options.Value.DefaultSender;
        var message = new MimeMessage
        {
            Subject = letter.Subject,
            Date = letter.CreatedAt,
            MessageId = MailThread.MessageIdOf(letter.Id, sender),
            Body = await files.BodyAsync(letter.Id, new TextPart(TextFormat.Plain) { Text = letter.Body }, cancellation),
        };
        message.From.Add(new MailboxAddress(organisation.Name, sender));
        message.To.Add(recipient);
        if (letter.Kind != LetterKind.Reply)
        {
            // Tells other machines not to answer: no loop of automatic replies (RFC 3834).
            message.Headers.Add(HeaderId.AutoSubmitted, letter.Kind == LetterKind.AutomaticReply ? "auto-replied" : "auto-generated");
        }

        if (letter.CaseId is { } caseId)
        {
            await ThreadAsync(message, letter, caseId, sender, cancellation);
        }

        var back = proof is null ? new MailboxAddress("", sender) : new MailboxAddress("", proof.Address);
        return new WrittenLetter(message, new MailEnvelope(letter.Id, back, recipient, proof is null ? null : new MailboxAddress("", proof.Address)));
    }

    /// <summary>Answers the last mail of the citizen, and refers to all that was exchanged before this letter.</summary>
    private async Task ThreadAsync(MimeMessage message, OutboxMessage letter, Guid caseId, string sender, CancellationToken cancellation)
    {
        var mails = await db.IncomingMails.AsNoTracking().Where(row => row.CaseId == caseId && row.MessageId != null && row.ReceivedAt <= letter.CreatedAt)
            .OrderByDescending(row => row.ReceivedAt).Take(MostReferences).Select(row => new { row.MessageId, At = row.ReceivedAt, row.MailboxId }).ToListAsync(cancellation);
        var letters = await db.OutboxMessages.AsNoTracking().Where(row => row.CaseId == caseId && row.Id != letter.Id && row.CreatedAt < letter.CreatedAt)
            .OrderByDescending(row => row.CreatedAt).Take(MostReferences).Select(row => new { row.Id, row.CreatedAt }).ToListAsync(cancellation);
        foreach (var (id, _) in mails.Select(mail => (Id: mail.MessageId!, mail.At))
                     .Concat(letters.Select(earlier => (Id: MailThread.MessageIdOf(earlier.Id, sender), At: earlier.CreatedAt))).OrderBy(one => one.At))
        {
            message.References.Add(id);
        }

        if (mails.Count == 0)
        {
            return;
        }

        message.InReplyTo = mails[0].MessageId;
        var answered = await db.Mailboxes.AsNoTracking().Where(row => row.Id == mails[0].MailboxId && row.Enabled).Select(row => row.Address).SingleOrDefaultAsync(cancellation);
        if (answered is not null && !string.Equals(answered, sender, StringComparison.OrdinalIgnoreCase))
        {
            // The answer to the answer comes back where the conversation began.
            message.ReplyTo.Add(new MailboxAddress(message.From.Mailboxes.First().Name, answered));
        }
    }
}

internal sealed record WrittenLetter(MimeMessage Message, MailEnvelope Envelope);
