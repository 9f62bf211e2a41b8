using Collegue.Casework.Incidents;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Desk.Proposals;

/// <param name="Words">The exact words of the part; null for a duplicate.</param>
/// <param name="MayUndo">Accepted, and what it did can be taken back.</param>
internal sealed record ShownProposal(CaseProposal Proposal, string? Words, string? OtherNumber, bool MayUndo);

/// <param name="Outward">The case is a part or a duplicate of the other; else the other is of this one.</param>
internal sealed record ShownLink(Guid CaseId, string Number, CaseLinkKind Kind, bool Outward);

/// <summary>What stands beside a case: proposals, linked cases, errors its draft carries, and corrections sent.</summary>
internal sealed record CaseBeside(
    IReadOnlyList<ShownProposal> Proposals, IReadOnlyList<ShownLink> Links, IReadOnlyList<Incident> Carried);

internal sealed class CaseSide(CollegueDb db, OrganisationScope scope, CarryingDrafts carrying)
{
    public async Task<CaseBeside> OfAsync(Guid caseId, Draft? draft, CancellationToken cancellation) => new(
        await ProposalsAsync(caseId, cancellation),
        await LinksAsync(caseId, cancellation),
        draft is { State: DraftState.Ready or DraftState.Stale } ? await carrying.IncidentsOfAsync(draft, cancellation) : []);

    private async Task<IReadOnlyList<ShownProposal>> ProposalsAsync(Guid caseId, CancellationToken cancellation)
    {
        var rows = await (from proposal in db.CaseProposals.AsNoTracking()
                          join message in db.Messages on proposal.MessageId equals message.Id
                          join other in db.Cases on proposal.OtherCaseId equals (Guid?)other.Id into others
                          from other in others.DefaultIfEmpty()
                          where proposal.OrganisationId == scope.Current && proposal.CaseId == caseId
                              && (proposal.State == ProposalState.Open || proposal.State == ProposalState.Accepted)
                          orderby proposal.Start
                          select new { proposal, message.Body, other.Number, Answered = other != null && db.Replies.Any(reply => reply.CaseId == other.Id) })
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => new ShownProposal(
            row.proposal,
            row.proposal.Kind == ProposalKind.Split ? row.Body.Substring(row.proposal.Start, row.proposal.Length) : null,
            row.Number,
            row.proposal.State == ProposalState.Accepted && (row.proposal.Kind == ProposalKind.Duplicate || !row.Answered)));
    }

    private async Task<IReadOnlyList<ShownLink>> LinksAsync(Guid caseId, CancellationToken cancellation) =>
        await (from link in db.CaseLinks.AsNoTracking()
               join other in db.Cases on link.CaseId == caseId ? link.OtherCaseId : link.CaseId equals other.Id
               where link.OrganisationId == scope.Current && (link.CaseId == caseId || link.OtherCaseId == caseId)
               orderby other.Number
               select new ShownLink(other.Id, other.Number, link.Kind, link.CaseId == caseId)).ToListAsync(cancellation);
}
