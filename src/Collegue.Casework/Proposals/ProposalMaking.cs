using Collegue.Casework.Triage.Requests;
using Collegue.Storage;
using Collegue.Storage.Audit;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Proposals;

/// <summary>
/// Once a message is triaged, proposes what concerns the case as a whole. Run again after a crash, it proposes nothing twice; it
/// changes nothing else.
/// </summary>
public sealed class ProposalMaking(
    CollegueDb db, OrganisationScope scope, RequestFinder requests, DuplicateFinder duplicates, AuditTrail trail, TimeProvider clock)
{
    public async Task LookAsync(Message message, TriageResult triage, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(triage);
        if (await db.CaseProposals.AnyAsync(row => row.OrganisationId == scope.Current && row.MessageId == message.Id, cancellation))
        {
            return;
        }

        var proposals = Parts(message, triage).ToList();
        if (await duplicates.FindAsync(message, triage.Task, cancellation) is { } found)
        {
            proposals.Add(Build(message, ProposalKind.Duplicate, found.SameTask ? triage.Task : null, 0, 0, found.Likeness, found.Reasons, found.CaseId));
        }

        if (proposals.Count == 0)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.CaseProposals.AddRange(proposals);
        await db.SaveChangesAsync(cancellation);
        await trail.AppendAsync(
            new AuditFact(Actor.Colleague, "case.proposed", message.CaseId, message.Id,
                Detail: $"parts={proposals.Count(row => row.Kind == ProposalKind.Split)};duplicates={proposals.Count(row => row.Kind == ProposalKind.Duplicate)}"),
            cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>All parts but the one that gives the case its kind.</summary>
    private IEnumerable<CaseProposal> Parts(Message message, TriageResult triage)
    {
        var parts = requests.Find(message.Body);
        var kept = parts.FirstOrDefault(part => part.Task == triage.Task) ?? (parts.Count > 0 ? parts[0] : null);
        return parts.Where(part => part != kept)
            .Select(part => Build(message, ProposalKind.Split, part.Task, part.Start, part.End - part.Start, part.Confidence, null, null));
    }

    private CaseProposal Build(
        Message message, ProposalKind kind, string? task, int start, int length, double likeness, string? reasons, Guid? other) => new()
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            CaseId = message.CaseId,
            MessageId = message.Id,
            Kind = kind,
            Task = task,
            Start = start,
            Length = length,
            Likeness = likeness,
            Reasons = reasons,
            OtherCaseId = other,
            ProposedAt = clock.GetUtcNow(),
        };
}
