using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Proposals;

/// <summary>
/// What an agent says of a proposal: yes, no, or yes after all not. Each carries the revision of the case its form showed. Whether it
/// was accepted is kept, and who said so only in the audit trail.
/// </summary>
public sealed class ProposalDesk(CollegueDb db, OrganisationScope scope, LinkedCases linked, CaseTurn turn, TimeProvider clock)
{
    public Task<DeskOutcome> AcceptAsync(
        Guid proposalId, int revision, ActingAgent agent, Func<string, string> trackingLink, CancellationToken cancellation) =>
        ChangeAsync(proposalId, revision, ProposalState.Open, async (proposal, subject) =>
        {
            // Letters written from here on are those an undo takes back.
            Decide(proposal, ProposalState.Accepted);
            if (proposal.Kind == ProposalKind.Split)
            {
                await linked.OpenPartAsync(subject, proposal, agent, trackingLink, cancellation);
                return new DeskOutcome.Done();
            }

            var other = await db.Cases.SingleAsync(row => row.Id == proposal.OtherCaseId, cancellation);
            if (subject.State is not (CaseState.Received or CaseState.ToReview) || other.State == CaseState.Answered)
            {
                return new DeskOutcome.Conflict();
            }

            db.CaseLinks.Add(new CaseLink { OrganisationId = scope.Current, CaseId = subject.Id, OtherCaseId = other.Id, Kind = CaseLinkKind.DuplicateOf });
            await linked.CloseUnderAsync(subject, other.Number, agent, trackingLink, tell: true, cancellation);
            await RecordAsync("case.duplicate", subject.Id, other.Id, agent, cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    public Task<DeskOutcome> RefuseAsync(Guid proposalId, int revision, ActingAgent agent, CancellationToken cancellation) =>
        ChangeAsync(proposalId, revision, ProposalState.Open, async (proposal, subject) =>
        {
            Decide(proposal, ProposalState.Refused);
            await RecordAsync(proposal.Kind == ProposalKind.Split ? "case.split-refused" : "case.duplicate-refused", subject.Id, proposal.OtherCaseId, agent, cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    /// <summary>
    /// Takes an acceptance back. Letters that have not left never leave; when they have, the citizen is told. A part that was answered
    /// stays its own case.
    /// </summary>
    public Task<DeskOutcome> UndoAsync(
        Guid proposalId, int revision, ActingAgent agent, Func<string, string> trackingLink, CancellationToken cancellation) =>
        ChangeAsync(proposalId, revision, ProposalState.Accepted, async (proposal, subject) =>
        {
            if (proposal.Kind == ProposalKind.Duplicate)
            {
                await db.CaseLinks.Where(row => row.OrganisationId == scope.Current && row.CaseId == subject.Id && row.OtherCaseId == proposal.OtherCaseId)
                    .ExecuteDeleteAsync(cancellation);
                await linked.ReopenAsync(subject, proposal.DecidedAt!.Value, cancellation);
                Decide(proposal, ProposalState.Undone);
                await RecordAsync("case.duplicate-undone", subject.Id, proposal.OtherCaseId, agent, cancellation);
                return new DeskOutcome.Done();
            }

            // Its row is taken: a preparation under way ends first, and its letters are seen.
            var part = (await turn.TakeAlsoAsync(proposal.OtherCaseId!.Value, cancellation))!;
            if (part.State == CaseState.Leaving || await db.Replies.AnyAsync(row => row.OrganisationId == scope.Current && row.CaseId == part.Id, cancellation))
            {
                return new DeskOutcome.Invalid("answered");
            }

            var kept = await linked.KeepLettersAsync(part.Id, proposal.DecidedAt!.Value, cancellation);
            await linked.CloseUnderAsync(part, subject.Number, agent, trackingLink, tell: !kept, cancellation);
            Decide(proposal, ProposalState.Undone);
            await RecordAsync("case.split-undone", subject.Id, part.Id, agent, cancellation);
            return new DeskOutcome.Done();
        }, cancellation);

    private void Decide(CaseProposal proposal, ProposalState state) => (proposal.State, proposal.DecidedAt) = (state, clock.GetUtcNow());

    private Task RecordAsync(string action, Guid caseId, Guid? other, ActingAgent agent, CancellationToken cancellation) =>
        turn.RecordAsync(action, caseId, other, agent, null, cancellation);

    private async Task<DeskOutcome> ChangeAsync(
        Guid proposalId, int revision, ProposalState from, Func<CaseProposal, Case, Task<DeskOutcome>> change, CancellationToken cancellation)
    {
        var caseId = await db.CaseProposals.Where(row => row.OrganisationId == scope.Current && row.Id == proposalId)
            .Select(row => (Guid?)row.CaseId).SingleOrDefaultAsync(cancellation);
        return caseId is null
            ? new DeskOutcome.NotFound()
            : await turn.TakeAsync(caseId.Value, revision, async subject =>
            {
                var proposal = await db.CaseProposals.SingleAsync(row => row.OrganisationId == scope.Current && row.Id == proposalId, cancellation);
                return proposal.State == from ? await change(proposal, subject) : new DeskOutcome.Conflict();
            }, cancellation);
    }
}
