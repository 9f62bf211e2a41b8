using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Incidents;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Steering.Incidents;

/// <summary>A recipient as the screens and the CSV show them.</summary>
internal sealed record RecipientRow(
    Guid Id, Guid CaseId, string Number, DateTimeOffset SentAt, string? Name, string? Email, string? Phone, Channel Channel, string? Department,
    FoundBy FoundBy, string? Words, string? LeftOutReason, bool HasOwnText, RecipientState State, bool ByHand, DateTimeOffset? ToldAt);

/// <summary>How far a recall is; no figure about an agent.</summary>
internal sealed record RecallCounts(int All, int LeftOut, int Promised, int Corrected, int ByHand, int Told, int GivenUp)
{
    public int Chosen => All - LeftOut;
}

internal sealed record TimelineLine(DateTimeOffset At, string Who, string Action, string? Detail);

internal sealed record IncidentView(
    Incident Incident, string ReportedBy, string? CaseNumber, Guid? CaseId, RecallCounts Counts, IReadOnlyList<RecipientRow> Recipients, int Page, int Pages,
    IReadOnlyList<TimelineLine> Timeline);

/// <summary>Reads one incident with its recipients, a page at a time.</summary>
internal sealed class IncidentReader(CollegueDb db, OrganisationScope scope)
{
    public const int PageSize = 50;

    private static readonly string[] OfEachCase = ["correction.sent", "correction.told", "correction.untold"];

    public Task<Incident?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Incidents.AsNoTracking().SingleOrDefaultAsync(row => row.OrganisationId == scope.Current && row.Id == id, cancellation);

    public async Task<IncidentView?> ReadAsync(Guid id, int page, bool onlyByHand, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } incident)
        {
            return null;
        }

        var counts = await CountAsync(incident, cancellation);
        var shown = onlyByHand ? counts.ByHand : counts.All;
        var pages = Math.Max(1, (shown + PageSize - 1) / PageSize);
        var current = Math.Clamp(page, 1, pages);
        var recipients = await Rows(id, onlyByHand, (current - 1) * PageSize, PageSize).ToListAsync(cancellation);
        var seenOn = await db.Replies.AsNoTracking().Where(row => row.OrganisationId == scope.Current && row.Id == incident.ReplyId)
            .Join(db.Cases, reply => reply.CaseId, subject => subject.Id, (_, subject) => new { subject.Id, subject.Number }).SingleOrDefaultAsync(cancellation);
        var reporter = await db.Users.Where(row => row.Id == incident.ReportedByAgentId).Select(row => row.DisplayName).SingleAsync(cancellation);
        return new IncidentView(incident, reporter, seenOn?.Number, seenOn?.Id, counts, recipients, current, pages, await TimelineAsync(id, cancellation));
    }

    /// <summary>Everyone, for the CSV.</summary>
    public IAsyncEnumerable<RecipientRow> AllAsync(Guid id) => Rows(id, onlyByHand: false, 0, int.MaxValue).AsAsyncEnumerable();

    /// <summary>By number; sorted and cut before anything is made of the rows.</summary>
    private IQueryable<RecipientRow> Rows(Guid id, bool onlyByHand, int from, int most) =>
        (from recipient in db.IncidentRecipients.AsNoTracking()
         join subject in db.Cases on recipient.CaseId equals subject.Id
         join department in db.Departments on subject.DepartmentId equals (Guid?)department.Id into departments
         from department in departments.DefaultIfEmpty()
         where recipient.OrganisationId == scope.Current && recipient.IncidentId == id && (!onlyByHand || recipient.ByHand)
         orderby subject.Number
         select new { recipient, subject, Department = department.Name })
        .Skip(from).Take(most)
        .Select(row => new RecipientRow(
            row.recipient.Id, row.subject.Id, row.subject.Number, row.recipient.ReplySentAt, row.subject.CitizenName, row.subject.CitizenEmail,
            row.subject.CitizenPhone, row.subject.Channel, row.Department, row.recipient.FoundBy, row.recipient.Words, row.recipient.LeftOutReason,
            row.recipient.OwnText != null, row.recipient.State, row.recipient.ByHand, row.recipient.ToldAt));

    private async Task<RecallCounts> CountAsync(Incident incident, CancellationToken cancellation)
    {
        var own = db.IncidentRecipients.AsNoTracking().Where(row => row.OrganisationId == scope.Current && row.IncidentId == incident.Id);
        var groups = await own.GroupBy(row => new { row.State, LeftOut = row.LeftOutReason != null, row.ByHand, Told = row.ToldAt != null })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        int Sum(Func<RecipientState, bool, bool, bool, bool> where) =>
            groups.Where(group => where(group.Key.State, group.Key.LeftOut, group.Key.ByHand, group.Key.Told)).Sum(group => group.Count);
        var givenUp = incident.State != IncidentState.Correcting ? 0
            : await own.Where(row => row.State == RecipientState.Promised)
                .Join(db.Jobs.Where(job => job.State == JobState.Failed), row => row.PromiseId, job => (Guid?)job.SubjectId, (row, _) => row.Id).CountAsync(cancellation);
        return new RecallCounts(
            Sum((_, _, _, _) => true),
            Sum((state, leftOut, _, _) => leftOut && state == RecipientState.Listed),
            Sum((state, _, _, _) => state == RecipientState.Promised),
            Sum((state, _, _, _) => state == RecipientState.Corrected),
            Sum((_, _, byHand, _) => byHand),
            Sum((_, _, byHand, told) => byHand && told),
            givenUp);
    }

    private async Task<IReadOnlyList<TimelineLine>> TimelineAsync(Guid id, CancellationToken cancellation)
    {
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(row => row.OrganisationId == scope.Current && row.SubjectId == id && !OfEachCase.Contains(row.Action))
            .OrderBy(row => row.Sequence).ToListAsync(cancellation);
        var agents = entries.Select(row => row.AgentId).OfType<Guid>().ToHashSet();
        var names = await db.Users.AsNoTracking().Where(row => agents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        return entries.ConvertAll(entry => new TimelineLine(
            entry.At, entry.AgentId is { } agent ? names.GetValueOrDefault(agent, "") : "", entry.Action, entry.Detail));
    }
}
