using Collegue.Casework.Intake;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Incidents;

/// <summary>
/// Takes the report of an error: in one transaction the incident, everyone who received the error, and the drafts that carry it,
/// which can no longer be sent.
/// </summary>
public sealed class IncidentReports(
    CollegueDb db, OrganisationScope scope, RecallSearch search, CarryingDrafts drafts, IncidentWriter writer, AuditTrail trail,
    IEnumerable<IIncidentListener> listeners, TimeProvider clock)
{
    public const int MaxTextLength = 4_000;

    public async Task<IncidentOutcome> ReportAsync(IncidentReport raw, ActingAgent agent, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(agent);
        var report = raw with { WrongText = PlainText.Clean(raw.WrongText), Description = PlainText.Clean(raw.Description) };
        if (Check(report) is { } invalid)
        {
            return invalid;
        }

        if (await IncidentOrigin.OfAsync(db, scope, report, cancellation) is not { } origin)
        {
            return new IncidentOutcome.NotFound();
        }

        var incident = Build(report, origin, agent);
        if (!Reaches.Of(incident).Contains(report.Reach))
        {
            return new IncidentOutcome.Invalid("reach-unknown");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Incidents.Add(incident);
        await db.SaveChangesAsync(cancellation);
        var added = await ListAsync(incident, report.Reach, cancellation);
        var stale = await drafts.MakeStaleAsync(incident, report.Reach, cancellation);
        await db.SaveChangesAsync(cancellation);
        if (incident.Severity == IncidentSeverity.Serious)
        {
            await TellAsync(incident, cancellation);
        }

        await trail.AppendAsync(
            new AuditFact(Actor.Agent, "incident.reported", origin.CaseId, incident.Id, agent.AgentId,
                $"severity={incident.Severity};reach={report.Reach};recipients={added};drafts={stale.Count}"),
            cancellation);
        await transaction.CommitAsync(cancellation);
        return new IncidentOutcome.Done(incident.Id);
    }

    /// <summary>Looks for recipients by something else too, or again by the same.</summary>
    public Task<IncidentOutcome> WidenAsync(Guid id, int revision, Reach reach, ActingAgent agent, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            if (incident.State is IncidentState.Correcting or IncidentState.Closed || !Reaches.Of(incident).Contains(reach))
            {
                return new IncidentOutcome.Invalid("reach-unknown");
            }

            var added = await ListAsync(incident, reach, cancellation);
            var stale = await drafts.MakeStaleAsync(incident, reach, cancellation);
            if (!Reaches.Asked(incident).Contains(reach))
            {
                incident.Reaches = $"{incident.Reaches},{reach}";
            }

            if (added > 0)
            {
                incident.State = IncidentState.Open;
            }

            return await writer.RecordAsync(incident, "incident.widened", agent, $"reach={reach};recipients={added};drafts={stale.Count}", cancellation);
        }, cancellation);

    /// <summary>Says that it is serious, or that it is not; listeners are told of the former.</summary>
    public Task<IncidentOutcome> RequalifyAsync(Guid id, int revision, IncidentSeverity severity, ActingAgent agent, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            if (incident.State == IncidentState.Closed || incident.Severity == severity)
            {
                return new IncidentOutcome.Invalid("severity-same");
            }

            incident.Severity = severity;
            await db.SaveChangesAsync(cancellation);
            if (severity == IncidentSeverity.Serious)
            {
                await TellAsync(incident, cancellation);
            }

            return await writer.RecordAsync(incident, "incident.requalified", agent, $"severity={severity}", cancellation);
        }, cancellation);

    /// <summary>Adds the cases not listed yet, found by everything asked so far or by one reach; returns how many.</summary>
    internal async Task<int> ListAsync(Incident incident, Reach reach, CancellationToken cancellation)
    {
        var found = await search.FindAsync(incident, reach, cancellation);
        if (found.Count == 0)
        {
            return 0;
        }

        var known = await db.IncidentRecipients.AsNoTracking().Where(row => row.OrganisationId == scope.Current && row.IncidentId == incident.Id)
            .Select(row => row.CaseId).ToHashSetAsync(cancellation);
        var now = clock.GetUtcNow();
        var rows = found.DistinctBy(reply => reply.CaseId).Where(reply => !known.Contains(reply.CaseId)).Select(reply => new IncidentRecipient
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            IncidentId = incident.Id,
            CaseId = reply.CaseId,
            ReplyId = reply.ReplyId,
            FoundBy = reply.FoundBy,
            Words = reply.Words,
            ReplySentAt = reply.SentAt,
        }).ToList();
        await db.InsertAsync(rows, cancellation);
        incident.MessageId ??= await IncidentOrigin.MessageBeforeAsync(
            db, await db.Replies.AsNoTracking().SingleAsync(row => row.Id == found[0].ReplyId, cancellation), cancellation);
        return rows.Count;
    }

    private async Task TellAsync(Incident incident, CancellationToken cancellation)
    {
        var tasks = await db.IncidentRecipients.Where(row => row.OrganisationId == scope.Current && row.IncidentId == incident.Id)
            .Join(db.Cases, row => row.CaseId, subject => subject.Id, (_, subject) => subject.Task).Distinct().ToListAsync(cancellation);
        var told = new SeriousIncident(incident.Id, [.. tasks.Append(incident.Task).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
        foreach (var listener in listeners)
        {
            await listener.SeriousAsync(told, cancellation);
        }
    }

    private static IncidentOutcome.Invalid? Check(IncidentReport report) =>
        report.WrongText.Length is 0 or > MaxTextLength ? new IncidentOutcome.Invalid("wrong-missing")
        : report.Description.Length is 0 or > MaxTextLength ? new IncidentOutcome.Invalid("description-missing")
        : null;

    private Incident Build(IncidentReport report, IncidentOrigin origin, ActingAgent agent) => new()
    {
        OrganisationId = scope.Current,
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        ReportedAt = clock.GetUtcNow(),
        ReportedByAgentId = agent.AgentId,
        SaidByCitizen = report.SaidByCitizen,
        Severity = report.Severity,
        WrongText = report.WrongText,
        Description = report.Description,
        ReplyId = report.ReplyId,
        MessageId = origin.MessageId,
        Task = origin.Task,
        PassageId = origin.PassageId,
        Document = origin.Document,
        DocumentTitle = origin.DocumentTitle,
        RulesVersion = origin.RulesVersion,
        PromptHash = origin.PromptHash,
        Model = origin.Model,
        Reaches = $"{report.Reach}",
    };
}
