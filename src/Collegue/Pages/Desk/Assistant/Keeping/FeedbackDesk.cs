using Collegue.Answering;
using Collegue.Casework;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Conversations;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Assistant.Keeping;

/// <summary>Takes what an agent says of an answer, and has it told to the owners of what the answer cites.</summary>
internal sealed class FeedbackDesk(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    /// <summary>Said twice alike, it is kept once. False when the agent has no such turn in this conversation.</summary>
    public async Task<bool> GiveAsync(Guid conversation, Guid turn, Guid agent, FeedbackKind kind, string? note, CancellationToken cancellation)
    {
        var asked = await db.ConversationTurns.AsNoTracking().SingleOrDefaultAsync(row => row.ConversationId == conversation && row.Id == turn, cancellation);
        if (asked is null)
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.AnswerFeedback.AnyAsync(row => row.TurnId == turn && row.AgentId == agent && row.Kind == kind && row.Note == note, cancellation))
        {
            return true;
        }

        var feedback = New(asked, agent, kind, note);
        feedback.Documents.AddRange(await DocumentsAsync(feedback.Id, AnswerJson.Read(asked.Answer), cancellation));
        db.AnswerFeedback.Add(feedback);

        // That an answer was useful asks nothing of anybody: it is only listed.
        if (feedback.Documents.Count > 0 && (kind != FeedbackKind.Useful || note is not null))
        {
            db.Jobs.Add(new Job
            {
                OrganisationId = scope.Current,
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Kind = JobKinds.TellFeedback,
                SubjectId = feedback.Id,
                DueAt = clock.GetUtcNow(),
            });
        }

        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(
            new AuditFact(Actor.Agent, "feedback.given", SubjectId: feedback.Id, AgentId: agent, Detail: $"kind={kind};documents={feedback.Documents.Count}"), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private AnswerFeedback New(ConversationTurn asked, Guid agent, FeedbackKind kind, string? note) => new()
    {
        OrganisationId = scope.Current,
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        TurnId = asked.Id,
        AgentId = agent,
        Question = asked.Question,
        Kind = kind,
        Note = note,
        GivenAt = clock.GetUtcNow(),
    };

    private async Task<List<FeedbackDocument>> DocumentsAsync(Guid feedback, Answer? answer, CancellationToken cancellation)
    {
        var cited = answer?.Sentences.SelectMany(sentence => sentence.Citations).Select(citation => citation.DocumentId).Distinct().ToList() ?? [];
        var rows = await db.Documents.AsNoTracking().Where(row => cited.Contains(row.Id))
            .Select(row => new { row.Id, row.OrganisationId, row.CollectionId, row.Key, row.Title }).ToListAsync(cancellation);
        return rows.ConvertAll(row => new FeedbackDocument
        {
            OrganisationId = scope.Current,
            FeedbackId = feedback,
            DocumentId = row.Id,
            CollectionId = row.CollectionId,
            CollectionOrganisationId = row.OrganisationId,
            Key = row.Key,
            Title = row.Title,
        });
    }
}
