using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Incidents;

/// <summary>
/// Sends one correction: a reply on its case, and its letter, in the transaction that says so. Run again after a crash, it finds
/// the recipient corrected and does nothing.
/// </summary>
internal sealed class CorrectionSending(
    CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, Letters letters, AuditTrail trail, TimeProvider clock) : IJobHandler
{
    public string Kind => JobKinds.Correct;

    public async Task HandleAsync(Guid subjectId, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // Taken before it is read: of two that run this job at once, the second waits and finds nothing to do.
        var taken = await db.IncidentRecipients.Where(row => row.OrganisationId == scope.Current && row.PromiseId == subjectId && row.State == RecipientState.Promised)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, RecipientState.Corrected), cancellation);
        if (taken == 0)
        {
            return;
        }

        var recipient = await db.IncidentRecipients.SingleAsync(row => row.PromiseId == subjectId, cancellation);
        var incident = await db.Incidents.AsNoTracking().SingleAsync(row => row.Id == recipient.IncidentId, cancellation);
        await db.Cases.Where(row => row.Id == recipient.CaseId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision + 1), cancellation);
        var subject = await db.Cases.AsNoTracking().SingleAsync(row => row.Id == recipient.CaseId, cancellation);
        var reply = await ComposeAsync(incident, recipient, subject, cancellation);
        db.Replies.Add(reply);
        (recipient.CorrectionReplyId, recipient.CorrectedAt, recipient.ByHand) = (reply.Id, reply.SentAt, subject.CitizenEmail is null);
        await letters.SendReplyAsync(subject, reply, incident.TrackingAddress + subject.TrackingToken, cancellation);
        await db.SaveChangesAsync(cancellation);
        await EndAsync(incident.Id, cancellation);
        await trail.AppendAsync(
            new AuditFact(Actor.System, "correction.sent", subject.Id, incident.Id, Detail: $"letter={(subject.CitizenEmail is null ? "none" : "email")}"), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The last one says that all are corrected.</summary>
    private async Task EndAsync(Guid incidentId, CancellationToken cancellation)
    {
        // The incident's row first: two last ones would each see the other's promise.
        await db.Incidents.Where(row => row.Id == incidentId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision), cancellation);
        if (!await db.IncidentRecipients.AnyAsync(row => row.OrganisationId == scope.Current && row.IncidentId == incidentId && row.State == RecipientState.Promised, cancellation))
        {
            await db.Incidents.Where(row => row.Id == incidentId && row.State == IncidentState.Correcting).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, IncidentState.Corrected).SetProperty(row => row.Revision, row => row.Revision + 1), cancellation);
        }
    }

    private async Task<Reply> ComposeAsync(Incident incident, IncidentRecipient recipient, Case subject, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var organisation = (await directory.FindAsync(scope.Current, cancellation))!.Name;
        var department = await db.Departments.Where(row => row.Id == subject.DepartmentId).Select(row => row.Name).SingleOrDefaultAsync(cancellation);
        var reply = new Reply
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            CaseId = subject.Id,
            AgentId = incident.SentByAgentId ?? throw new InvalidOperationException("A correction is sent by somebody."),
            SignedBy = department is null ? organisation : $"{department}, {organisation}",
            Text = CorrectionText.For(incident, recipient, subject.Number),
            SentAt = now,
        };
        if (await db.Passages.AsNoTracking().Include(row => row.Document).SingleOrDefaultAsync(row => row.Id == incident.RightPassageId, cancellation) is { } passage)
        {
            reply.Sources.Add(new ReplySource
            {
                OrganisationId = scope.Current,
                Id = Guid.CreateVersion7(now),
                ReplyId = reply.Id,
                Position = 0,
                PassageId = passage.Id,
                Document = passage.Document!.Key,
                Title = passage.Document.Title,
                Url = passage.Url ?? passage.Document.Url,
                Updated = passage.Document.Updated,
                Quote = passage.Text,
            });
        }

        return reply;
    }
}
