using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Collections;

/// <summary>A question the sources did not answer.</summary>
/// <param name="Words">What was typed, or the subject of the case as it is now: a citizen's words are kept in the case only.</param>
internal sealed record QuestionRow(
    Guid Id, string Words, Guid? CaseId, string? CaseNumber, SearchWeakness Weakness, int Times, DateTimeOffset FirstAt, DateTimeOffset LastAt);

internal sealed record QuestionPage(IReadOnlyList<QuestionRow> Rows, int Total, int Page, int Pages);

/// <summary>Lists the questions without answer of the current organisation and puts them aside.</summary>
internal sealed class QuestionReader(CollegueDb db, OrganisationScope scope, AuditTrail trail, TimeProvider clock)
{
    private const int PageSize = 25;

    public async Task<QuestionPage> ListAsync(bool settled, int page, CancellationToken cancellation)
    {
        var wanted = db.UnansweredQuestions.AsNoTracking().Where(row => settled ? row.SettledAt != null : row.SettledAt == null);
        var total = await wanted.CountAsync(cancellation);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var rows = await wanted.OrderByDescending(row => row.LastAt).ThenBy(row => row.Id).Skip((shown - 1) * PageSize).Take(PageSize)
            .Select(row => new QuestionRow(
                row.Id,
                row.Text ?? db.Cases.Where(subject => subject.Id == row.CaseId).Select(subject => subject.Subject).FirstOrDefault() ?? "",
                row.CaseId,
                db.Cases.Where(subject => subject.Id == row.CaseId).Select(subject => subject.Number).FirstOrDefault(),
                row.Weakness, row.Times, row.FirstAt, row.LastAt)).ToListAsync(cancellation);
        return new QuestionPage(rows, total, shown, pages);
    }

    /// <summary>False when the organisation has no such question.</summary>
    public async Task<bool> SettleAsync(Guid question, bool settled, Guid agent, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        DateTimeOffset? at = settled ? clock.GetUtcNow() : null;
        if (await db.UnansweredQuestions.Where(row => row.OrganisationId == scope.Current && row.Id == question)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SettledAt, at), cancellation) == 0)
        {
            return false;
        }

        await trail.AppendAsync(new AuditFact(Actor.Agent, settled ? "question.settled" : "question.reopened", SubjectId: question, AgentId: agent), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
