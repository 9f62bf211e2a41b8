using System.Linq.Expressions;
using Collegue.Casework.Deadlines;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Queue;

/// <summary>One case in the list.</summary>
internal sealed record QueueRow(
    Guid Id, string Number, string Subject, string? CitizenName, string? Task, CaseState State, Handling? Handling, Urgency Urgency,
    string? Department, string? AssignedTo, bool HumanRequested, DateTimeOffset ReceivedAt, DateTimeOffset DueAt, DateTimeOffset? AnsweredAt, DraftState? Draft)
{
    public DateTimeOffset? PausedAt { get; init; }
}

internal sealed record QueueCounts(int ToHandle, int Late, int Mine, int Critical, int Answered);

internal sealed record QueuePage(IReadOnlyList<QueueRow> Rows, int Total, int Page, int Pages, QueueCounts Counts)
{
    /// <summary>A case due before this instant, and not late yet, is soon late.</summary>
    public DateTimeOffset SoonBefore { get; init; }
}

/// <summary>Reads the cases of the current organisation for the queue.</summary>
internal sealed class QueueReader(CollegueDb db, ClockChoices choices, TimeProvider clock)
{
    public async Task<QueuePage> ReadAsync(QueueFilter filter, Guid agentId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var soon = now.AddDays((await choices.ReadAsync(cancellation)).SoonDays);
        var wanted = Narrow(db.Cases.AsNoTracking(), filter, agentId, now, soon);
        var total = await wanted.CountAsync(cancellation);
        var pages = Math.Max(1, (total + QueueFilter.PageSize - 1) / QueueFilter.PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var rows = await Rows(Sorted(wanted, filter).Skip((page - 1) * QueueFilter.PageSize).Take(QueueFilter.PageSize)).ToListAsync(cancellation);
        return new QueuePage(await WithDraftsAsync(rows, cancellation), total, page, pages, await CountAsync(agentId, now, cancellation)) { SoonBefore = soon };
    }

    private IQueryable<Case> Narrow(IQueryable<Case> cases, QueueFilter filter, Guid agentId, DateTimeOffset now, DateTimeOffset soon)
    {
        cases = filter.State switch
        {
            QueueState.ToHandle => cases.Where(row => row.State != CaseState.Answered),
            QueueState.Answered => cases.Where(row => row.State == CaseState.Answered),
            _ => cases,
        };
        if (filter.Handling is { } handling)
        {
            cases = cases.Where(row => row.Handling == handling);
        }

        if (filter.Department is { Length: > 0 } slug)
        {
            cases = cases.Where(row => db.Departments.Any(department => department.Id == row.DepartmentId && department.Slug == slug));
        }

        if (filter.Urgency is { } urgency)
        {
            cases = cases.Where(row => row.Urgency == urgency);
        }

        if (filter.Mine)
        {
            cases = cases.Where(row => row.AssignedAgentId == agentId);
        }

        if (filter.Late)
        {
            cases = cases.Where(row => row.State != CaseState.Answered && row.DueAt < now);
        }

        if (filter.Soon)
        {
            cases = cases.Where(row => row.State != CaseState.Answered && row.DueAt >= now && row.DueAt < soon);
        }

        return filter.Words.Aggregate(cases, (narrowed, word) => narrowed.Where(Mentions(word)));
    }

    /// <summary>A word in the number, the subject, a message or the citizen's name, in any case.</summary>
    private static Expression<Func<Case, bool>> Mentions(string word)
    {
        var (lower, accented, initial) = WordSpellings.Of(word);
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL: the database has no culture to give.
        return row =>
            row.Number.Contains(lower)
            || row.Subject.ToLower().Contains(lower) || row.Subject.ToLower().Contains(accented) || row.Subject.ToLower().Contains(initial)
            || (row.CitizenName != null && (row.CitizenName.ToLower().Contains(lower) || row.CitizenName.ToLower().Contains(accented) || row.CitizenName.ToLower().Contains(initial)))
            || row.Messages.Any(message => message.Body.ToLower().Contains(lower) || message.Body.ToLower().Contains(accented) || message.Body.ToLower().Contains(initial));
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static IQueryable<Case> Sorted(IQueryable<Case> cases, QueueFilter filter) => filter switch
    {
        { State: QueueState.Answered } => cases.OrderByDescending(row => row.AnsweredAt).ThenBy(row => row.Id),
        { Sort: QueueSort.Age } => cases.OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id),
        _ => cases.OrderBy(row => row.State == CaseState.Answered ? 1 : 0)
            .ThenBy(row => row.Urgency == Urgency.Critical ? 0 : 1).ThenBy(row => row.DueAt).ThenBy(row => row.Id),
    };

    private IQueryable<QueueRow> Rows(IQueryable<Case> cases) => cases.Select(row => new QueueRow(
        row.Id, row.Number, row.Subject, row.CitizenName, row.Task, row.State, row.Handling, row.Urgency,
        db.Departments.Where(department => department.Id == row.DepartmentId).Select(department => department.Name).FirstOrDefault(),
        db.Users.Where(agent => agent.Id == row.AssignedAgentId).Select(agent => agent.DisplayName).FirstOrDefault(),
        row.HumanRequested, row.ReceivedAt, row.DueAt, row.AnsweredAt, null) { PausedAt = row.PausedAt });

    private async Task<IReadOnlyList<QueueRow>> WithDraftsAsync(List<QueueRow> rows, CancellationToken cancellation)
    {
        var ids = rows.ConvertAll(row => row.Id);
        var drafts = await db.Drafts.AsNoTracking().Where(row => ids.Contains(row.CaseId)).OrderBy(row => row.CreatedAt)
            .Select(row => new { row.CaseId, row.State }).ToListAsync(cancellation);
        var newest = drafts.GroupBy(row => row.CaseId).ToDictionary(group => group.Key, group => group.Last().State);
        return rows.ConvertAll(row => row with { Draft = newest.TryGetValue(row.Id, out var state) ? state : null });
    }

    private async Task<QueueCounts> CountAsync(Guid agentId, DateTimeOffset now, CancellationToken cancellation) =>
        await db.Cases.GroupBy(_ => 1).Select(all => new QueueCounts(
            all.Count(row => row.State != CaseState.Answered),
            all.Count(row => row.State != CaseState.Answered && row.DueAt < now),
            all.Count(row => row.State != CaseState.Answered && row.AssignedAgentId == agentId),
            all.Count(row => row.State != CaseState.Answered && row.Urgency == Urgency.Critical),
            all.Count(row => row.State == CaseState.Answered))).SingleOrDefaultAsync(cancellation)
        ?? new QueueCounts(0, 0, 0, 0, 0);
}
