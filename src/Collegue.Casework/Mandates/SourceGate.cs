using Collegue.Storage;
using Collegue.Storage.Drafts;
using Collegue.Storage.Mandates;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Mandates;

/// <summary>
/// Knows which sources of a waiting draft an agent has opened, so that approving in one action is approving what was read.
/// What it keeps is erased with the review and counted nowhere.
/// </summary>
public sealed class SourceGate(CollegueDb db, OrganisationScope scope)
{
    /// <summary>The agent has the passage before them, coming from the case.</summary>
    public async Task OpenedAsync(Guid caseId, Guid passageId, Guid agentId, CancellationToken cancellation)
    {
        var cited = await (from draft in db.Drafts.AsNoTracking()
                           join sentence in db.DraftSentences on draft.Id equals sentence.DraftId
                           join citation in db.Citations on sentence.Id equals citation.SentenceId
                           where draft.CaseId == caseId && draft.State == DraftState.Ready && citation.PassageId == passageId
                           select new { DraftId = draft.Id, citation.DocumentId }).FirstOrDefaultAsync(cancellation);
        if (cited is null)
        {
            return;
        }

        var organisation = scope.Current;
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO source_openings (organisation_id, draft_id, agent_id, document_id)
            VALUES ({organisation}, {cited.DraftId}, {agentId}, {cited.DocumentId}) ON CONFLICT DO NOTHING
            """,
            cancellation);
    }

    /// <summary>One citation of each cited document the agent has not opened yet, in the order of the draft.</summary>
    public async Task<IReadOnlyList<Citation>> UnopenedAsync(Guid draftId, Guid agentId, CancellationToken cancellation)
    {
        var opened = await db.SourceOpenings.AsNoTracking().Where(row => row.DraftId == draftId && row.AgentId == agentId)
            .Select(row => row.DocumentId).ToListAsync(cancellation);
        var cited = await (from sentence in db.DraftSentences.AsNoTracking()
                           join citation in db.Citations on sentence.Id equals citation.SentenceId
                           where sentence.DraftId == draftId
                           orderby sentence.Position, citation.Start
                           select citation).ToListAsync(cancellation);
        return [.. cited.Where(citation => !opened.Contains(citation.DocumentId)).DistinctBy(citation => citation.DocumentId)];
    }
}
