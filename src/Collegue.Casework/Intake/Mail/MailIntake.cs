using System.Data.Common;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Mail;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Intake.Mail;

/// <summary>
/// Decides what becomes of a stored mail: a case, a message of a case, or a rejection with its name. Decided again after a crash, it
/// finds what was done: the mail's id is the submission of the case, or the id of the message.
/// </summary>
public sealed class MailIntake(
    CollegueDb db,
    OrganisationScope scope,
    OrganisationDirectory directory,
    FrontDesk desk,
    CitizenDesk citizens,
    MailThreads threads,
    LetterReports reports,
    IPublicAddress address,
    Triage.Triage triage,
    MailRecords records,
    TimeProvider clock,
    IOptions<CaseworkOptions> limits,
    IOptions<MailIntakeOptions> options,
    IOptions<MailOptions> mailOptions)
{
    private const int MostAttempts = 5;

    /// <summary>Does nothing when the mail is decided already.</summary>
    public Task DecideAsync(Guid mailId, CancellationToken cancellation) => DecideAsync(mailId, null, cancellation);

    /// <summary>An administrator makes a case of a rejected mail all the same; false when it is none, or cannot be read at all.</summary>
    public async Task<bool> AcceptAnywayAsync(Guid mailId, Guid agent, CancellationToken cancellation)
    {
        await DecideAsync(mailId, agent, cancellation);
        return await db.IncomingMails.AnyAsync(row => row.Id == mailId && row.Outcome == MailOutcome.NewCase, cancellation);
    }

    /// <summary>The whole text of a mail; null when it cannot be read at all.</summary>
    public static string? TextOf(byte[] raw)
    {
        try
        {
            return MailReader.Read(raw, new CaseworkOptions()).Whole;
        }
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            return null;
        }
    }

    private async Task DecideAsync(Guid mailId, Guid? forcedBy, CancellationToken cancellation)
    {
        var mail = await db.IncomingMails.AsNoTracking().Include(row => row.Content).SingleOrDefaultAsync(row => row.Id == mailId, cancellation);
        if (mail?.Content?.Bytes is not { } raw || mail.Outcome != (forcedBy is null ? MailOutcome.Pending : MailOutcome.Rejected))
        {
            return;
        }

        // Counted before it is read: a mail that ends the process, or that the database refuses, is put aside in the end.
        await records.ChangeAsync(mail, set => set.SetProperty(row => row.Attempts, row => row.Attempts + 1), cancellation);
        if (mail.Attempts >= MostAttempts && forcedBy is null)
        {
            await records.RejectAsync(mail, "unreadable", null, cancellation);
            return;
        }

        ReadMail read;
        try
        {
            read = MailReader.Read(raw, limits.Value);
        }
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            await records.RejectAsync(mail, "unreadable", null, cancellation);
            return;
        }

        await records.DescribeAsync(mail, read, cancellation);
        if (await DoneBeforeAsync(mail, cancellation) is { } known)
        {
            await records.FinishAsync(mail, read, known, forcedBy, cancellation);
        }
        else if (forcedBy is not null)
        {
            await OpenAsync(mail, read, null, forcedBy, cancellation);
        }
        else
        {
            await SortAsync(mail, read, cancellation);
        }
    }

    private async Task SortAsync(IncomingMail mail, ReadMail read, CancellationToken cancellation)
    {
        if (await reports.IsOwnAsync(read.MessageId, cancellation) is { } own)
        {
            // What we sent is in the outbox; what somebody sends back to us under the same id is kept.
            var isCopy = await IsOursAsync(read.Sender, cancellation);
            await records.RejectAsync(mail, isCopy ? "own-copy" : "loop", own.CaseId, cancellation, keepBytes: !isCopy);
        }
        else if (read.Nature is { } nature)
        {
            var linked = nature == "bounce" ? await reports.RecordAsync(read.Reports, cancellation) : await threads.CaseAnsweredAsync(read, cancellation);
            await records.RejectAsync(mail, nature, linked, cancellation);
        }
        else if (await RefusalAsync(mail, read, cancellation) is { } refusal)
        {
            await records.RejectAsync(mail, refusal, null, cancellation);
        }
        else if (!await ClaimAsync(mail, read.ContentKey, cancellation))
        {
            var first = await db.IncomingMails.Where(row => row.ContentKey == read.ContentKey).Select(row => row.CaseId).FirstOrDefaultAsync(cancellation);
            await records.RejectAsync(mail, "duplicate", first, cancellation);
        }
        else
        {
            await AcceptAsync(mail, read, cancellation);
        }
    }

    private async Task<bool> IsOursAsync(string? sender, CancellationToken cancellation)
    {
        var organisation = await directory.FindAsync(scope.Current, cancellation);
        return string.Equals(sender, organisation?.Organisation.Email ?? mailOptions.Value.DefaultSender, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<string?> RefusalAsync(IncomingMail mail, ReadMail read, CancellationToken cancellation)
    {
        if (read.Sender is not { } sender)
        {
            return "no-sender";
        }

        if (read.IsEmpty)
        {
            return "empty";
        }

        var lower = sender.ToLowerInvariant();
        if (await db.Mailboxes.AnyAsync(row => row.Address == lower, cancellation))
        {
            return "own-address";
        }

        var since = clock.GetUtcNow().AddHours(-1);
        var recent = await db.IncomingMails.CountAsync(
            row => row.Sender == lower && row.ReceivedAt > since && row.Id != mail.Id && row.ContentKey != null, cancellation);
        return recent >= options.Value.MaxFromSenderPerHour ? "too-many" : null;
    }

    /// <summary>False when the same mail was accepted from another mailbox, or came twice.</summary>
    private async Task<bool> ClaimAsync(IncomingMail mail, string key, CancellationToken cancellation)
    {
        if (await db.IncomingMails.AnyAsync(row => row.ContentKey == key && row.Id != mail.Id, cancellation))
        {
            return false;
        }

        try
        {
            await records.ChangeAsync(mail, set => set.SetProperty(row => row.ContentKey, key), cancellation);
            return true;
        }
        catch (DbException) when (!cancellation.IsCancellationRequested)
        {
            // Another mailbox is read at this very moment.
            if (await db.IncomingMails.AnyAsync(row => row.ContentKey == key && row.Id != mail.Id, cancellation))
            {
                return false;
            }

            throw;
        }
    }

    private async Task AcceptAsync(IncomingMail mail, ReadMail read, CancellationToken cancellation)
    {
        var thread = await threads.FindAsync(read, cancellation);
        if (thread is not { Enters: true })
        {
            await OpenAsync(mail, read, thread?.CaseId, null, cancellation);
            return;
        }

        var outcome = await citizens.AddMessageAsync(thread.TrackingToken, mail.Id, BodyOf(read, withSubject: false), read.Files, cancellation);
        if (outcome is CitizenOutcome.Done)
        {
            await records.FinishAsync(mail, read, new MailEnd(thread.CaseId, MailOutcome.AddedToCase) { FromAnotherAddress = thread.FromAnotherAddress }, null, cancellation);
        }
        else
        {
            await OpenAsync(mail, read, thread.CaseId, null, cancellation);
        }
    }

    private async Task OpenAsync(IncomingMail mail, ReadMail read, Guid? linked, Guid? forcedBy, CancellationToken cancellation)
    {
        var organisation = await directory.FindAsync(scope.Current, cancellation) ?? throw new InvalidOperationException("Mail is read for an organisation.");
        var department = await db.Mailboxes.Where(row => row.Id == mail.MailboxId).Select(row => row.DepartmentId).SingleOrDefaultAsync(cancellation);
        var body = BodyOf(read, withSubject: true);
        var language = triage.Decide(body, read.Files.Count > 0).Language == "en" ? "en" : "fr";
        var submission = new Submission(mail.Id, Channel.Email, body, read.SenderName, read.AnswerTo, null, language, read.Files)
        {
            DepartmentId = department,
            Acknowledge = read is { Nature: null, WantsNoAnswer: false },
        };
        if (await desk.AcceptAsync(submission, token => address.TrackingLink(organisation, token), cancellation) is IntakeOutcome.Accepted accepted)
        {
            await records.FinishAsync(mail, read, new MailEnd(accepted.CaseId, MailOutcome.NewCase) { Linked = linked }, forcedBy, cancellation);
        }
        else if (forcedBy is null)
        {
            await records.RejectAsync(mail, "invalid", linked, cancellation);
        }
    }

    private string BodyOf(ReadMail read, bool withSubject)
    {
        var subject = MailThread.BareSubject(read.Subject);
        var body = read.Text.Length == 0 ? subject is { Length: > 0 } ? subject : LetterTexts.Get("mail.files-only", LetterTexts.French)
            : withSubject && subject.Length > 0 && !read.Text.StartsWith(subject, StringComparison.OrdinalIgnoreCase) ? $"{subject}\n\n{read.Text}"
            : read.Text;
        return body.Length <= limits.Value.MaxMessageLength ? body : PlainText.Clean(body[..(limits.Value.MaxMessageLength - 1)]);
    }

    private async Task<MailEnd?> DoneBeforeAsync(IncomingMail mail, CancellationToken cancellation)
    {
        if (await db.Cases.Where(row => row.SubmissionId == mail.Id).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation) is { } opened)
        {
            return new MailEnd(opened, MailOutcome.NewCase) { Linked = mail.LinkedCaseId };
        }

        return await db.Messages.Where(row => row.Id == mail.Id).Select(row => (Guid?)row.CaseId).SingleOrDefaultAsync(cancellation) is { } added
            ? new MailEnd(added, MailOutcome.AddedToCase) { FromAnotherAddress = mail.FromAnotherAddress }
            : null;
    }
}
