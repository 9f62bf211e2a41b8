using System.Security.Cryptography;
using Collegue.Casework.Deadlines;
using Collegue.Casework.Intake;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>
/// Opens a case for a part of another: same citizen, same first day of the clock, its own number, and an acknowledgement with its own
/// link. Always in the caller's transaction; nothing is saved before <see cref="RecordAsync"/>.
/// </summary>
public sealed class PartOpening(CollegueDb db, CaseTurn turn, FrontDesk desk, CaseClocks clocks, Letters letters, AuditTrail trail, TimeProvider clock)
{
    /// <param name="filesOf">Messages whose files the part gets copies of.</param>
    internal async Task<Case> OpenAsync(
        Case subject, string words, DateTimeOffset receivedAt, IReadOnlyCollection<Guid> filesOf, Func<string, string> trackingLink, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var part = new Case
        {
            OrganisationId = subject.OrganisationId,
            Id = Guid.CreateVersion7(now),
            Number = await desk.NextNumberAsync(now.Year, cancellation),
            TrackingToken = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)),
            SubmissionId = FrontDesk.NewSubmissionId(),
            Channel = subject.Channel,
            Subject = PlainText.FirstWords(words, 140),
            CitizenName = subject.CitizenName,
            CitizenEmail = subject.CitizenEmail,
            CitizenPhone = subject.CitizenPhone,
            Language = subject.Language,
            HumanRequested = subject.HumanRequested,
            Handling = subject.HumanRequested ? Handling.Human : null,
            ReceivedAt = receivedAt,
            LastMessageAt = receivedAt,
            DueAt = subject.DueAt,
        };
        var message = IncomingMessage.Build(part, Guid.CreateVersion7(now), words, [], receivedAt);
        message.Attachments.AddRange(await FilesAsync(filesOf, message, now, cancellation));
        db.Cases.Add(part);
        var link = trackingLink(part.TrackingToken);
        await clocks.OpenAsync(part, link, cancellation);

        // Until its own kind is known, and with it the rule of that kind.
        part.DueAt = subject.DueAt;
        db.Messages.Add(message);
        db.Jobs.Add(FrontDesk.JobOf(part, JobKinds.PrepareCase, message.Id, now));
        db.CaseLinks.Add(new CaseLink { OrganisationId = part.OrganisationId, CaseId = part.Id, OtherCaseId = subject.Id, Kind = CaseLinkKind.PartOf });
        await letters.AcknowledgeAsync(part, words, link, cancellation);
        return part;
    }

    internal async Task RecordAsync(Case subject, Case part, ActingAgent agent, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        var message = db.Messages.Local.Single(row => row.CaseId == part.Id);
        await trail.AppendAsync(
            new AuditFact(Actor.Citizen, "case.received", part.Id, message.Id, Detail: $"channel={part.Channel};files={message.Attachments.Count};part-of={subject.Id}"),
            cancellation);
        await turn.RecordAsync("case.split", subject.Id, part.Id, agent, $"number={part.Number}", cancellation);
        await turn.RecordAsync("case.split-from", part.Id, subject.Id, agent, $"number={subject.Number}", cancellation);
    }

    private async Task<List<Attachment>> FilesAsync(IReadOnlyCollection<Guid> messageIds, Message to, DateTimeOffset now, CancellationToken cancellation)
    {
        var files = await db.Attachments.AsNoTracking().Include(row => row.Content).Where(row => messageIds.Contains(row.MessageId)).ToListAsync(cancellation);
        return files.ConvertAll(file =>
        {
            var id = Guid.CreateVersion7(now);
            return new Attachment
            {
                OrganisationId = file.OrganisationId,
                Id = id,
                MessageId = to.Id,
                FileName = file.FileName,
                ContentType = file.ContentType,
                Size = file.Size,
                Sha256 = file.Sha256,
                Content = new AttachmentContent { OrganisationId = file.OrganisationId, AttachmentId = id, Bytes = file.Content!.Bytes },
            };
        });
    }
}
