using Collegue.Casework.Intake;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Incidents;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Incidents;

/// <summary>Chooses who is corrected and with what words, then promises one letter to each; until the first leaves it can be taken back.</summary>
public sealed class Corrections(
    CollegueDb db, OrganisationScope scope, IncidentReports reports, IncidentWriter writer, JobRequests requests, TimeProvider clock, IOptions<IncidentOptions> options)
{
    /// <summary>Leaves recipients out with a reason, or takes them in again when the reason is null.</summary>
    public Task<IncidentOutcome> ChooseAsync(
        Guid id, int revision, IReadOnlyCollection<Guid> recipients, string? reason, ActingAgent agent, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            var cleaned = PlainText.CleanOrNull(reason);
            if (!MayPrepare(incident) || (reason is not null && cleaned is null or { Length: > 500 }))
            {
                return new IncidentOutcome.Invalid("reason-missing");
            }

            var changed = await Own(incident).Where(row => recipients.Contains(row.Id) && row.State == RecipientState.Listed)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeftOutReason, cleaned), cancellation);
            if (changed == 0)
            {
                return new IncidentOutcome.Invalid("nobody-chosen");
            }

            return await writer.RecordAsync(incident, cleaned is null ? "incident.taken-in" : "incident.left-out", agent, $"recipients={changed}", cancellation);
        }, cancellation);

    /// <summary>Keeps what is right and the letter for all.</summary>
    public Task<IncidentOutcome> WriteAsync(
        Guid id, int revision, string? right, string? text, Guid? passage, ActingAgent agent, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            if (!MayPrepare(incident) || Clean(right) is not { } cleaned)
            {
                return new IncidentOutcome.Invalid("right-missing");
            }

            incident.RightText = cleaned;
            incident.Correction = Clean(text) ?? CorrectionText.Suggest(cleaned);
            incident.RightPassageId = passage is { } source && await db.Passages.AnyAsync(row => row.Id == source, cancellation) ? source : null;
            return await writer.RecordAsync(incident, "incident.written", agent, null, cancellation);
        }, cancellation);

    /// <summary>Keeps the letter of one case alone; null goes back to the common one.</summary>
    public Task<IncidentOutcome> WriteOwnAsync(Guid id, int revision, Guid recipient, string? text, ActingAgent agent, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            if (!MayPrepare(incident) || await Own(incident).SingleOrDefaultAsync(row => row.Id == recipient && row.State == RecipientState.Listed, cancellation) is not { } own)
            {
                return new IncidentOutcome.Invalid("text-missing");
            }

            own.OwnText = Clean(text);
            return await writer.RecordAsync(incident, "incident.written", agent, "recipients=1", cancellation, own.CaseId);
        }, cancellation);

    /// <summary>
    /// Promises the correction to everyone chosen. Replies sent since the list was made are looked for first: when there are, they are
    /// listed and nothing is promised.
    /// </summary>
    public Task<IncidentOutcome> LaunchAsync(Guid id, int revision, ActingAgent agent, string trackingAddress, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            if (!MayPrepare(incident) || incident.Correction is null)
            {
                return new IncidentOutcome.Invalid("right-missing");
            }

            var more = 0;
            foreach (var reach in Reaches.Asked(incident))
            {
                more += await reports.ListAsync(incident, reach, cancellation);
            }

            if (more > 0)
            {
                await writer.RecordAsync(incident, "incident.widened", agent, $"recipients={more}", cancellation);
                return new IncidentOutcome.MoreFound(more);
            }

            var chosen = await Own(incident).Where(row => row.State == RecipientState.Listed && row.LeftOutReason == null).ToListAsync(cancellation);
            if (chosen.Count == 0)
            {
                return new IncidentOutcome.Invalid("nobody-chosen");
            }

            Promise(incident, chosen, agent, trackingAddress);
            return await writer.RecordAsync(incident, "correction.launched", agent, $"recipients={chosen.Count}", cancellation);
        }, cancellation);

    /// <summary>Takes everything back, as long as no letter has left.</summary>
    public Task<IncidentOutcome> UndoAsync(Guid id, int revision, ActingAgent agent, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            // A job that begins now waits for this transaction, then finds its promise gone.
            if (incident.State != IncidentState.Correcting || incident.SendAt <= clock.GetUtcNow())
            {
                return new IncidentOutcome.Invalid("too-late");
            }

            var promised = Own(incident).Where(row => row.State == RecipientState.Promised);
            var jobs = await promised.Select(row => row.PromiseId!.Value).ToListAsync(cancellation);
            await db.Jobs.Where(row => row.OrganisationId == scope.Current && row.Kind == JobKinds.Correct && jobs.Contains(row.SubjectId)).ExecuteDeleteAsync(cancellation);
            await promised.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, RecipientState.Listed).SetProperty(row => row.PromiseId, (Guid?)null), cancellation);
            (incident.State, incident.SendAt, incident.SentByAgentId) = (IncidentState.Open, null, null);
            return await writer.RecordAsync(incident, "correction.undone", agent, $"recipients={jobs.Count}", cancellation);
        }, cancellation);

    /// <summary>Tries again the letters that were given up.</summary>
    public Task<IncidentOutcome> RetryAsync(Guid id, int revision, ActingAgent agent, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            var promised = await Own(incident).Where(row => row.State == RecipientState.Promised).Select(row => row.PromiseId!.Value).ToListAsync(cancellation);
            foreach (var promise in promised)
            {
                await requests.QueueAsync(JobKinds.Correct, promise, again: false, cancellation);
            }

            return await writer.RecordAsync(incident, "correction.retried", agent, $"recipients={promised.Count}", cancellation);
        }, cancellation);

    /// <summary>An agent called, or wrote to, somebody who left no e-mail address; or says that they did not.</summary>
    public Task<IncidentOutcome> ToldAsync(Guid id, int revision, Guid recipient, bool told, ActingAgent agent, CancellationToken cancellation) =>
        writer.ChangeAsync(id, revision, async incident =>
        {
            if (await Own(incident).SingleOrDefaultAsync(row => row.Id == recipient && row.ByHand, cancellation) is not { } own)
            {
                return new IncidentOutcome.NotFound();
            }

            own.ToldAt = told ? clock.GetUtcNow() : null;
            return await writer.RecordAsync(incident, told ? "correction.told" : "correction.untold", agent, null, cancellation, own.CaseId);
        }, cancellation);

    private void Promise(Incident incident, List<IncidentRecipient> chosen, ActingAgent agent, string trackingAddress)
    {
        var now = clock.GetUtcNow();
        incident.State = IncidentState.Correcting;
        incident.SendAt = now.AddSeconds(options.Value.CorrectionDelaySeconds);
        incident.SentByAgentId = agent.AgentId;
        incident.TrackingAddress = trackingAddress;
        foreach (var recipient in chosen)
        {
            recipient.State = RecipientState.Promised;
            recipient.PromiseId = Guid.CreateVersion7(now);
            db.Jobs.Add(new Job
            {
                OrganisationId = scope.Current,
                Id = Guid.CreateVersion7(now),
                Kind = JobKinds.Correct,
                SubjectId = recipient.PromiseId.Value,
                DueAt = incident.SendAt.Value,
            });
        }
    }

    private IQueryable<IncidentRecipient> Own(Incident incident) =>
        db.IncidentRecipients.Where(row => row.OrganisationId == scope.Current && row.IncidentId == incident.Id);

    private static bool MayPrepare(Incident incident) => incident.State is IncidentState.Open or IncidentState.Corrected;

    private static string? Clean(string? text) =>
        text is not null && PlainText.Clean(text) is { Length: > 0 and <= ReviewDesk.MaxReplyLength } clean ? clean : null;
}
