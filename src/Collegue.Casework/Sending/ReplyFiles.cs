using System.Security.Cryptography;
using Collegue.Casework.Intake;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Desk;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Collegue.Casework.Sending;

/// <summary>Files agents join to replies, under the same inspection and limits as those of citizens. They leave with the letter and stay on the tracking page.</summary>
public sealed class ReplyFiles(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock, IOptionsSnapshot<CaseworkOptions> options)
{
    /// <summary>Those that wait for the next reply of a case, in the order they were joined.</summary>
    public async Task<IReadOnlyList<ReplyFile>> WaitingAsync(Guid caseId, CancellationToken cancellation) =>
        await db.ReplyFiles.AsNoTracking().Where(row => row.CaseId == caseId && row.ReplyId == null).OrderBy(row => row.JoinedAt).ThenBy(row => row.Id).ToListAsync(cancellation);

    /// <summary>Those that left, by reply.</summary>
    public async Task<ILookup<Guid, ReplyFile>> SentAsync(Guid caseId, CancellationToken cancellation) =>
        (await db.ReplyFiles.AsNoTracking().Where(row => row.CaseId == caseId && row.ReplyId != null).OrderBy(row => row.JoinedAt).ThenBy(row => row.Id).ToListAsync(cancellation))
            .ToLookup(row => row.ReplyId!.Value);

    /// <summary>Joins files to the next reply; with problems, none is.</summary>
    public async Task<IReadOnlyList<IntakeProblem>> JoinAsync(Guid caseId, IReadOnlyList<SubmittedFile> files, ActingAgent agent, CancellationToken cancellation)
    {
        var problems = new List<IntakeProblem>();
        SubmissionRules.CheckFiles(files, options.Value, problems);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var waiting = await db.ReplyFiles.CountAsync(row => row.CaseId == caseId && row.ReplyId == null, cancellation);
        if (problems.Count == 0 && waiting + files.Count > options.Value.MaxAttachments)
        {
            problems.Add(new IntakeProblem(IntakeField.Files, "files-many", options.Value.MaxAttachments.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (problems.Count > 0 || files.Count == 0)
        {
            return problems;
        }

        var now = clock.GetUtcNow();
        db.ReplyFiles.AddRange(files.Select(file =>
        {
            var id = Guid.CreateVersion7(now);
            return new ReplyFile
            {
                OrganisationId = scope.Current,
                Id = id,
                CaseId = caseId,
                FileName = IncomingMessage.SafeName(file.FileName),
                ContentType = AttachmentInspector.Identify(file.FileName, file.Bytes)!,
                Size = file.Bytes.LongLength,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Bytes)),
                AgentId = agent.AgentId,
                JoinedAt = now,
                Content = new ReplyFileContent { OrganisationId = scope.Current, FileId = id, Bytes = file.Bytes },
            };
        }));
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(new AuditFact(Actor.Agent, "files.joined", caseId, null, agent.AgentId, $"files={files.Count}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return problems;
    }

    /// <summary>Takes back a file that has not left.</summary>
    public async Task RemoveAsync(Guid caseId, Guid id, ActingAgent agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.ReplyFileContents.Where(row => row.FileId == id && db.ReplyFiles.Any(file => file.Id == id && file.CaseId == caseId && file.ReplyId == null)).ExecuteDeleteAsync(cancellation);
        if (await db.ReplyFiles.Where(row => row.Id == id && row.CaseId == caseId && row.ReplyId == null).ExecuteDeleteAsync(cancellation) > 0)
        {
            await trail.AppendAsync(new AuditFact(Actor.Agent, "files.removed", caseId, id, agent.AgentId), cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    /// <summary>Gives what waits to a reply and its letter, in the transaction that stores them, after they were saved.</summary>
    internal Task<int> LeaveWithAsync(Reply reply, Guid? letterId, CancellationToken cancellation) =>
        db.ReplyFiles.Where(row => row.CaseId == reply.CaseId && row.ReplyId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReplyId, reply.Id).SetProperty(row => row.LetterId, letterId), cancellation);

    /// <summary>The body of a letter with the files that leave with it.</summary>
    internal async Task<MimeEntity> BodyAsync(Guid letterId, TextPart text, CancellationToken cancellation)
    {
        var files = await db.ReplyFiles.AsNoTracking().Include(row => row.Content).Where(row => row.LetterId == letterId).OrderBy(row => row.JoinedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        if (files.Count == 0)
        {
            return text;
        }

        var body = new Multipart("mixed") { text };
        foreach (var file in files)
        {
            body.Add(new MimePart(ContentType.Parse(file.ContentType))
            {
                Content = new MimeContent(new MemoryStream(file.Content!.Bytes, writable: false)),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = file.FileName,
            });
        }

        return body;
    }
}
