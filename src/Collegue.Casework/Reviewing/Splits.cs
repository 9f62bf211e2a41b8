using System.Security.Cryptography;
using Collegue.Casework.Deadlines;
using Collegue.Casework.Intake;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Reviewing;

/// <summary>A part of a message that can become a case of its own.</summary>
/// <param name="Key">Names the passage in a form.</param>
public sealed record SplitPassage(string Key, Guid MessageId, string Text);

/// <summary>Opens a case from passages of another: same citizen, same clock, and a receipt with its own link.</summary>
public sealed class Splits(CollegueDb db, CaseTurn turn, FrontDesk desk, CaseClocks clocks, Letters letters, TimeProvider clock)
{
    /// <summary>The paragraphs of the messages of a case, oldest first.</summary>
    public async Task<IReadOnlyList<SplitPassage>> PassagesAsync(Guid caseId, CancellationToken cancellation)
    {
        var messages = await db.Messages.AsNoTracking().Where(row => row.CaseId == caseId).OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        return [.. messages.SelectMany(message => message.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select((text, index) => new SplitPassage($"{message.Id:N}-{index}", message.Id, text)))];
    }

    /// <summary>The case this one was opened from, and those opened from it, with their numbers.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Number, bool IsOrigin)>> LinkedAsync(Guid caseId, CancellationToken cancellation)
    {
        var origins = await db.CaseSplits.Where(row => row.CaseId == caseId)
            .Join(db.Cases, row => row.FromCaseId, row => row.Id, (_, row) => new { row.Id, row.Number }).ToListAsync(cancellation);
        var opened = await db.CaseSplits.Where(row => row.FromCaseId == caseId)
            .Join(db.Cases, row => row.CaseId, row => row.Id, (_, row) => new { row.Id, row.Number }).OrderBy(row => row.Number).ToListAsync(cancellation);
        return [.. origins.Select(row => (row.Id, row.Number, true)), .. opened.Select(row => (row.Id, row.Number, false))];
    }

    /// <param name="opened">Receives the id of the case that was opened.</param>
    public Task<DeskOutcome> SplitAsync(
        Guid caseId, int revision, IReadOnlyCollection<string> keys, bool withFiles, ActingAgent agent, Func<string, string> trackingLink, Action<Guid> opened,
        CancellationToken cancellation) =>
        turn.TakeAsync(caseId, revision, async subject =>
        {
            var chosen = (await PassagesAsync(caseId, cancellation)).Where(passage => keys.Contains(passage.Key)).ToList();
            if (chosen.Count == 0)
            {
                return new DeskOutcome.Invalid("split-nothing");
            }

            var now = clock.GetUtcNow();
            var body = string.Join("\n\n", chosen.Select(passage => passage.Text));
            var split = await OpenAsync(subject, body, now, cancellation);
            var message = new Message { OrganisationId = subject.OrganisationId, Id = Guid.CreateVersion7(now), CaseId = split.Id, Body = body, ReceivedAt = split.ReceivedAt };
            if (withFiles)
            {
                message.Attachments.AddRange(await FilesAsync(chosen.ConvertAll(passage => passage.MessageId), message, now, cancellation));
            }

            db.Cases.Add(split);
            await clocks.OpenAsync(split, trackingLink(split.TrackingToken), cancellation);
            split.DueAt = subject.DueAt;
            db.Messages.Add(message);
            db.Jobs.Add(FrontDesk.JobOf(split, JobKinds.PrepareCase, message.Id, now));
            db.CaseSplits.Add(new CaseSplit { OrganisationId = subject.OrganisationId, CaseId = split.Id, FromCaseId = caseId, AgentId = agent.AgentId, SplitAt = now });
            await letters.AcknowledgeAsync(split, body, trackingLink(split.TrackingToken), cancellation);
            await turn.RecordAsync("case.split", caseId, split.Id, agent, $"number={split.Number}", cancellation);
            await turn.RecordAsync("case.split-from", split.Id, caseId, agent, $"number={subject.Number}", cancellation);
            opened(split.Id);
            return new DeskOutcome.Done();
        }, cancellation);

    private async Task<Case> OpenAsync(Case subject, string body, DateTimeOffset now, CancellationToken cancellation) => new()
    {
        OrganisationId = subject.OrganisationId,
        Id = Guid.CreateVersion7(now),
        Number = await desk.NextNumberAsync(now.Year, cancellation),
        TrackingToken = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)),
        SubmissionId = FrontDesk.NewSubmissionId(),
        Channel = subject.Channel,
        Subject = PlainText.FirstWords(body, 140),
        CitizenName = subject.CitizenName,
        CitizenEmail = subject.CitizenEmail,
        CitizenPhone = subject.CitizenPhone,
        Language = subject.Language,
        HumanRequested = subject.HumanRequested,
        Handling = subject.HumanRequested ? Handling.Human : null,
        ReceivedAt = subject.ReceivedAt,
        LastMessageAt = subject.LastMessageAt,
        DueAt = subject.DueAt,
    };

    private async Task<List<Attachment>> FilesAsync(List<Guid> messageIds, Message to, DateTimeOffset now, CancellationToken cancellation)
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
