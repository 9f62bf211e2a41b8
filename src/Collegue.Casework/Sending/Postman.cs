using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;

namespace Collegue.Casework.Sending;

/// <summary>Delivers one letter of the outbox.</summary>
internal sealed class Postman(
    CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, IMailDrop drop, AuditTrail trail, TimeProvider clock, ReplyFiles files, IOptions<MailOptions> options)
    : IJobHandler
{
    public string Kind => JobKinds.Deliver;

    public async Task HandleAsync(Guid subjectId, CancellationToken cancellation)
    {
        var letter = await db.OutboxMessages.SingleAsync(row => row.Id == subjectId, cancellation);
        if (letter.DeliveredAt is not null)
        {
            return;
        }

        var organisation = (await directory.FindAsync(scope.Current, cancellation))!.Organisation;
        var sender = organisation.Email ?? options.Value.DefaultSender;
        using var message = new MimeMessage
        {
            Subject = letter.Subject,
            Date = letter.CreatedAt,
            MessageId = $"{letter.Id}@{sender[(sender.IndexOf('@') + 1)..]}",
            Body = await files.BodyAsync(letter.Id, new TextPart(TextFormat.Plain) { Text = letter.Body }, cancellation),
        };
        message.From.Add(new MailboxAddress(organisation.Name, sender));
        message.To.Add(MailboxAddress.Parse(letter.Recipient));

        // Tells other machines not to answer: no loop of automatic replies (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        await drop.DropAsync(message, letter.Id, cancellation);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        letter.DeliveredAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.System, "letter.delivered", letter.CaseId, letter.Id), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
