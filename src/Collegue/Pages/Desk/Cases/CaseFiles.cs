using System.Text.Json;
using Collegue.Casework.Mandates.Vigilance;
using Collegue.Casework.Sending;
using Collegue.Casework.Triage;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Cases;

/// <summary>Reads a case of the current organisation with all the desk shows of it.</summary>
internal sealed class CaseFiles(CollegueDb db, Departures departures, PlantedErrors planted, HistoryReader history)
{
    /// <summary>Null when this organisation has no such case.</summary>
    public async Task<CaseFile?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var subject = await db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (subject is null)
        {
            return null;
        }

        var drafts = await db.Drafts.AsNoTracking().AsSplitQuery().Where(row => row.CaseId == id && row.State != DraftState.Observed)
            .Include(row => row.Sentences.OrderBy(sentence => sentence.Position)).ThenInclude(sentence => sentence.Citations)
            .Include(row => row.Sentences).ThenInclude(sentence => sentence.Checks)
            .OrderByDescending(row => row.CreatedAt).Take(2).ToListAsync(cancellation);
        var draft = drafts.Count == 0 ? null : await planted.ShownAsync(drafts[0], cancellation);
        var departure = await departures.Waiting(id).AsNoTracking().SingleOrDefaultAsync(cancellation);
        return new CaseFile
        {
            Case = subject,
            Department = await db.Departments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subject.DepartmentId, cancellation),
            AssignedTo = await NameAsync(subject.AssignedAgentId, cancellation),
            Messages = await MessagesAsync(id, cancellation),
            Draft = draft,
            EditedBy = await NameAsync(draft?.EditedByAgentId, cancellation),
            Outdated = drafts.Skip(1).FirstOrDefault(row => row is { State: DraftState.Stale, EditedText: not null }),
            Documents = await DocumentsAsync(draft, cancellation),
            Replies = await RepliesAsync(id, cancellation),
            Departure = departure,
            LeavingBy = await NameAsync(departure?.AgentId, cancellation),
            StoppedText = await departures.StoppedTextAsync(id, cancellation),
            History = await history.OfCaseAsync(id, cancellation),
        };
    }

    private async Task<IReadOnlyList<ReceivedMessage>> MessagesAsync(Guid caseId, CancellationToken cancellation)
    {
        var messages = await db.Messages.AsNoTracking().Include(row => row.Attachments).Where(row => row.CaseId == caseId)
            .OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        var triages = await db.TriageResults.AsNoTracking().Where(row => row.CaseId == caseId).ToDictionaryAsync(row => row.MessageId, cancellation);
        return messages.ConvertAll(message => triages.GetValueOrDefault(message.Id) is { } triage
            ? new ReceivedMessage(message, triage, Reasons(triage))
            : new ReceivedMessage(message, null, []));
    }

    private static List<TriageReason> Reasons(TriageResult triage) =>
        JsonSerializer.Deserialize<List<TriageReason>>(triage.Reasons, JsonSerializerOptions.Web) ?? [];

    private async Task<IReadOnlyDictionary<Guid, CitedDocument>> DocumentsAsync(Draft? draft, CancellationToken cancellation)
    {
        var ids = draft?.Sentences.SelectMany(sentence => sentence.Citations).Select(citation => citation.DocumentId).Distinct().ToList() ?? [];
        return ids.Count == 0
            ? new Dictionary<Guid, CitedDocument>()
            : await db.Documents.AsNoTracking().Where(row => ids.Contains(row.Id))
                .Select(row => new { row.Id, row.Collection!.Notice, row.Collection.IsNational, row.ValidUntil })
                .ToDictionaryAsync(row => row.Id, row => new CitedDocument(row.Notice, row.IsNational, row.ValidUntil), cancellation);
    }

    private async Task<IReadOnlyList<SentReply>> RepliesAsync(Guid caseId, CancellationToken cancellation)
    {
        var replies = await db.Replies.AsNoTracking().Include(row => row.Sources.OrderBy(source => source.Position))
            .Where(row => row.CaseId == caseId).OrderBy(row => row.SentAt).ToListAsync(cancellation);
        var sent = new List<SentReply>();
        foreach (var reply in replies)
        {
            sent.Add(new SentReply(reply, await NameAsync(reply.AgentId, cancellation)));
        }

        return sent;
    }

    private async Task<string?> NameAsync(Guid? agentId, CancellationToken cancellation) =>
        agentId is null ? null : await db.Users.Where(row => row.Id == agentId).Select(row => row.DisplayName).SingleOrDefaultAsync(cancellation);
}
