using Collegue.Storage;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Incidents;

/// <summary>What the reply or the source an error was seen on came from.</summary>
internal sealed record IncidentOrigin(
    Guid? CaseId = null, Guid? MessageId = null, string? Task = null, Guid? PassageId = null, string? Document = null, string? DocumentTitle = null,
    string? RulesVersion = null, string? PromptHash = null, string? Model = null)
{
    /// <summary>Null when this organisation may not see it.</summary>
    public static Task<IncidentOrigin?> OfAsync(CollegueDb db, OrganisationScope scope, IncidentReport report, CancellationToken cancellation) =>
        report.ReplyId is { } reply ? OfReplyAsync(db, scope, reply, report.WrongText, cancellation)
        : report.PassageId is { } passage ? OfPassageAsync(db, passage, cancellation)
        : report.DocumentId is { } document ? OfDocumentAsync(db, document, cancellation)
        : System.Threading.Tasks.Task.FromResult<IncidentOrigin?>(null);

    private static async Task<IncidentOrigin?> OfReplyAsync(
        CollegueDb db, OrganisationScope scope, Guid replyId, string wrong, CancellationToken cancellation)
    {
        if (await db.Replies.AsNoTracking().Include(row => row.Sources)
                .SingleOrDefaultAsync(row => row.OrganisationId == scope.Current && row.Id == replyId, cancellation) is not { } reply)
        {
            return null;
        }

        var draft = await db.Drafts.AsNoTracking().AsSplitQuery().Include(row => row.Sentences).ThenInclude(row => row.Citations)
            .SingleOrDefaultAsync(row => row.Id == reply.DraftId, cancellation);
        var message = draft?.MessageId ?? await MessageBeforeAsync(db, reply, cancellation);
        var triage = await db.TriageResults.AsNoTracking().SingleOrDefaultAsync(row => row.MessageId == message, cancellation);
        var wording = SentenceWording.Read(wrong);
        var source = reply.Sources.FirstOrDefault(row => SentenceCuts.Texts(row.Quote).Any(quoted => SentenceWording.Read(quoted).SameAs(wording)));
        var citation = source is null ? draft?.Sentences.FirstOrDefault(row => SentenceWording.Read(row.Text).SameAs(wording))?.Citations.FirstOrDefault() : null;
        return new IncidentOrigin(
            reply.CaseId, message, triage?.Task, source?.PassageId ?? citation?.PassageId, source?.Document ?? citation?.Document,
            source?.Title ?? citation?.Title, triage?.RulesVersion, draft?.PromptHash, draft?.Model);
    }

    internal static Task<Guid?> MessageBeforeAsync(CollegueDb db, Reply reply, CancellationToken cancellation) =>
        db.Messages.AsNoTracking().Where(row => row.CaseId == reply.CaseId && row.ReceivedAt <= reply.SentAt)
            .OrderByDescending(row => row.ReceivedAt).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellation);

    private static Task<IncidentOrigin?> OfPassageAsync(CollegueDb db, Guid passageId, CancellationToken cancellation) =>
        db.Passages.AsNoTracking().Where(row => row.Id == passageId)
            .Select(row => new IncidentOrigin(null, null, null, row.Id, row.Document!.Key, row.Document.Title, null, null, null)).FirstOrDefaultAsync(cancellation);

    private static Task<IncidentOrigin?> OfDocumentAsync(CollegueDb db, Guid documentId, CancellationToken cancellation) =>
        db.Documents.AsNoTracking().Where(row => row.Id == documentId)
            .Select(row => new IncidentOrigin(null, null, null, null, row.Key, row.Title, null, null, null)).FirstOrDefaultAsync(cancellation);
}
