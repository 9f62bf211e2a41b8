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
    /// <summary>Closed without a reply.</summary>
    public bool Closed { get; init; }
    public DateTimeOffset? PausedAt { get; init; }
}

/// <summary>Each at most <see cref="QueueReader.MostCounted"/> + 1, which stands for "more".</summary>
internal sealed record QueueCounts(int ToHandle, int Late, int Mine, int Critical, int Answered);

/// <param name="Total">At most <see cref="QueueReader.MostCounted"/> + 1, which stands for "more".</param>
/// <param name="Pages">Of an uncounted list, the pages known to be there: this one, and the next when there is one.</param>
internal sealed record QueuePage(IReadOnlyList<QueueRow> Rows, int Total, int Page, int Pages, QueueCounts Counts)
{
    /// <summary>A case due before this instant, and not late yet, is soon late.</summary>
    public DateTimeOffset SoonBefore { get; init; }
}

/// <summary>
/// Reads the cases of the current organisation for the queue. A page is walked from an index in its order and nothing is counted
/// beyond <see cref="MostCounted"/>, so that the list of a large town opens like that of a small one.
/// </summary>
internal sealed class QueueReader(CollegueDb db, ICaseSearch search, ClockChoices choices, TimeProvider clock)
{
    public const int MostCounted = 1000;

    public async Task<QueuePage> ReadAsync(QueueFilter filter, Guid agentId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var soon = now.AddDays((await choices.ReadAsync(cancellation)).SoonDays);
        var wanted = await NarrowAsync(filter, agentId, now, soon, cancellation);
        var total = await CountAsync(wanted, cancellation);
        var page = Math.Max(filter.Page, 1);
        var ids = total == 0 ? [] : await PageAsync(wanted, filter, page, cancellation);
        if (ids.Count == 0 && page > 1)
        {
            // Beyond the end: the last page, which has to be counted.
            page = Math.Max(1, (await wanted.CountAsync(cancellation) + QueueFilter.PageSize - 1) / QueueFilter.PageSize);
            ids = await PageAsync(wanted, filter, page, cancellation);
        }

        var pages = total <= MostCounted ? Math.Max(1, (total + QueueFilter.PageSize - 1) / QueueFilter.PageSize)
            : Math.Max(MostCounted / QueueFilter.PageSize, ids.Count > QueueFilter.PageSize ? page + 1 : page);
        return new QueuePage(await RowsAsync(ids.Take(QueueFilter.PageSize).ToList(), cancellation), total, page, pages, await CountAsync(agentId, now, cancellation)) { SoonBefore = soon };
    }

    /// <summary>The cases of a page and one more when there is a next.</summary>
    private static Task<List<Guid>> PageAsync(IQueryable<Case> wanted, QueueFilter filter, int page, CancellationToken cancellation) =>
        Sorted(wanted, filter).Skip((page - 1) * QueueFilter.PageSize).Take(QueueFilter.PageSize + 1).Select(row => row.Id).ToListAsync(cancellation);

    private async Task<IQueryable<Case>> NarrowAsync(QueueFilter filter, Guid agentId, DateTimeOffset now, DateTimeOffset soon, CancellationToken cancellation)
    {
        var cases = filter.State switch
        {
            QueueState.ToHandle => db.Cases.AsNoTracking().Where(row => row.QueueRank < 2),
            QueueState.Answered => db.Cases.AsNoTracking().Where(row => row.QueueRank == 2),
            _ => db.Cases.AsNoTracking(),
        };
        if (filter.Handling is { } handling)
        {
            cases = cases.Where(row => row.Handling == handling);
        }

        if (filter.Department is { Length: > 0 } slug)
        {
            var department = await db.Departments.Where(row => row.Slug == slug).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellation) ?? Guid.Empty;
            cases = cases.Where(row => row.DepartmentId == department);
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
            cases = cases.Where(row => row.QueueRank < 2 && row.DueAt < now);
        }

        if (filter.Soon)
        {
            cases = cases.Where(row => row.QueueRank < 2 && row.DueAt >= now && row.DueAt < soon);
        }

        return string.IsNullOrWhiteSpace(filter.Search) ? cases : await HoldingAsync(cases, filter.Words, cancellation);
    }

    /// <summary>
    /// Few cases hold rare words: they are named. Words that many hold are asked of one case after the other, in the order of the
    /// list, until the page is full.
    /// </summary>
    private async Task<IQueryable<Case>> HoldingAsync(IQueryable<Case> cases, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        if (words.Count == 0)
        {
            return cases.Where(_ => false);
        }

        var few = await search.Holding(db, words).Select(text => text.CaseId).Take(MostCounted + 1).ToListAsync(cancellation);
        if (few.Count <= MostCounted)
        {
            return cases.Where(row => EF.Parameter(few).Contains(row.Id));
        }

        var held = search.Held(db, words);
        return cases.Where(row => held.Any(text => text.CaseId == row.Id));
    }

    private static IQueryable<Case> Sorted(IQueryable<Case> cases, QueueFilter filter) => filter switch
    {
        { Sort: QueueSort.Age } => cases.OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id),
        { Sort: QueueSort.Recent } => cases.OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Id),
        { State: QueueState.Answered } => cases.OrderByDescending(row => row.AnsweredAt).ThenByDescending(row => row.Id),
        _ => cases.OrderBy(row => row.QueueRank).ThenBy(row => row.DueAt).ThenBy(row => row.Id),
    };

    private async Task<IReadOnlyList<QueueRow>> RowsAsync(List<Guid> ids, CancellationToken cancellation)
    {
        var rows = await db.Cases.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new QueueRow(
            row.Id, row.Number, row.Subject, row.CitizenName, row.Task, row.State, row.Handling, row.Urgency,
            db.Departments.Where(department => department.Id == row.DepartmentId).Select(department => department.Name).FirstOrDefault(),
            db.Users.Where(agent => agent.Id == row.AssignedAgentId).Select(agent => agent.DisplayName).FirstOrDefault(),
            row.HumanRequested, row.ReceivedAt, row.DueAt, row.AnsweredAt, null)
        { PausedAt = row.PausedAt }).ToDictionaryAsync(row => row.Id, cancellation);
        var drafts = await db.Drafts.AsNoTracking().Where(row => ids.Contains(row.CaseId) && row.State != DraftState.Observed).OrderBy(row => row.CreatedAt)
            .Select(row => new { row.CaseId, row.State }).ToListAsync(cancellation);
        var newest = drafts.GroupBy(row => row.CaseId).ToDictionary(group => group.Key, group => group.Last().State);
        var closed = await db.CaseClosings.AsNoTracking().Where(row => ids.Contains(row.CaseId)).ToDictionaryAsync(row => row.CaseId, row => row.ClosedAt, cancellation);
        return ids.Where(rows.ContainsKey).Select(id => rows[id] with
        {
            Draft = newest.TryGetValue(id, out var state) ? state : null,
            Closed = rows[id].State == CaseState.Answered && closed.TryGetValue(id, out var at) && at == rows[id].AnsweredAt,
        }).ToList();
    }

    private static Task<int> CountAsync(IQueryable<Case> cases, CancellationToken cancellation) => cases.Take(MostCounted + 1).CountAsync(cancellation);

    private async Task<QueueCounts> CountAsync(Guid agentId, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = db.Cases.AsNoTracking().Where(row => row.QueueRank < 2);
        return new QueueCounts(
            await CountAsync(open, cancellation),
            await CountAsync(open.Where(row => row.DueAt < now), cancellation),
            await CountAsync(open.Where(row => row.AssignedAgentId == agentId), cancellation),
            await CountAsync(db.Cases.AsNoTracking().Where(row => row.QueueRank == 0), cancellation),
            await CountAsync(db.Cases.AsNoTracking().Where(row => row.QueueRank == 2), cancellation));
    }
}
