using System.Linq.Expressions;
using Collegue.Pages.Desk.Collections;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Conversations;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Assistant.Keeping;

/// <summary>What was said of one answer.</summary>
/// <param name="Documents">What it cites, with the collection where the reader may open it.</param>
internal sealed record ListedFeedback(AnswerFeedback Feedback, IReadOnlyList<ListedDocument> Documents);

/// <param name="Collection">Null when the collection is gone or may not be read.</param>
internal sealed record ListedDocument(FeedbackDocument Document, ShelvedCollection? Collection);

internal sealed record FeedbackPage(IReadOnlyList<ListedFeedback> Rows, int Total, int Page, int Pages);

/// <summary>
/// What owners read of what agents say: of answers that cite a collection they keep. Who leads or administers also sees what has
/// no owner here: answers without source, and those of a parent's collections.
/// </summary>
internal sealed class FeedbackList(CollegueDb db, OrganisationScope scope, CollectionShelf shelf, AuditTrail trail, TimeProvider clock)
{
    private const int PageSize = 25;

    public async Task<FeedbackPage> ReadAsync(AgentRights rights, bool settled, int page, CancellationToken cancellation)
    {
        var readable = await shelf.ListAsync(rights, cancellation);
        var wanted = db.AnswerFeedback.AsNoTracking().Where(Seen(rights, readable)).Where(row => settled ? row.SettledAt != null : row.SettledAt == null);
        var total = await wanted.CountAsync(cancellation);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var rows = await wanted.Include(row => row.Documents).OrderByDescending(row => row.GivenAt).ThenByDescending(row => row.Id)
            .Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        var collections = readable.ToDictionary(entry => entry.Collection.Id);
        return new FeedbackPage(
            rows.ConvertAll(row => new ListedFeedback(
                row, [.. row.Documents.OrderBy(document => document.Title, StringComparer.CurrentCulture)
                    .Select(document => new ListedDocument(document, collections.GetValueOrDefault(document.CollectionId)))])),
            total, shown, pages);
    }

    /// <summary>False when there is no such row among those this agent sees.</summary>
    public async Task<bool> SettleAsync(AgentRights rights, Guid feedback, bool settled, Guid agent, CancellationToken cancellation)
    {
        var seen = Seen(rights, await shelf.ListAsync(rights, cancellation));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        DateTimeOffset? at = settled ? clock.GetUtcNow() : null;
        if (await db.AnswerFeedback.Where(row => row.OrganisationId == scope.Current && row.Id == feedback).Where(seen)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SettledAt, at), cancellation) == 0)
        {
            return false;
        }

        await trail.AppendAsync(new AuditFact(Actor.Agent, settled ? "feedback.settled" : "feedback.reopened", SubjectId: feedback, AgentId: agent), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private Expression<Func<AnswerFeedback, bool>> Seen(AgentRights rights, IReadOnlyList<ShelvedCollection> readable)
    {
        var kept = readable.Where(entry => rights.MayChange(entry.Collection)).Select(entry => entry.Collection.Id).ToList();
        var (here, leads) = (scope.Current, rights.IsAdministrator || rights.Leads);
        return row => row.Documents.Any(document => kept.Contains(document.CollectionId))
            || (leads && !row.Documents.Any(document => document.CollectionOrganisationId == here));
    }
}
