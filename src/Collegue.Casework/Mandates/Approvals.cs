using Collegue.Casework.Mandates.Vigilance;
using Collegue.Casework.Reviewing;
using Collegue.Storage;
using Collegue.Storage.Drafts;
using Collegue.Storage.Mandates;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Mandates;

/// <summary>What keeps a draft from being approved in one action.</summary>
/// <param name="Offered">The mandate lets the agent approve this draft, once the sources are opened.</param>
public sealed record Approval(bool Offered, IReadOnlyList<Citation> Unopened)
{
    public static Approval None { get; } = new(false, []);
}

/// <summary>One action sends an untouched draft, where the mandate says so and its sources were opened by the agent who approves.</summary>
public sealed class Approvals(CollegueDb db, SourceGate gate, PlantedErrors planted, ReviewDesk desk)
{
    public async Task<Approval> OfAsync(Draft? draft, string? task, Guid agentId, CancellationToken cancellation) =>
        draft is { State: DraftState.Ready, EditedText: null } && await IsGrantedAsync(draft, task, cancellation)
            ? new Approval(true, await gate.UnopenedAsync(draft.Id, agentId, cancellation))
            : Approval.None;

    public async Task<DeskOutcome> ApproveAsync(
        Guid caseId, Guid draftId, int revision, Guid lastMessageId, ActingAgent agent, Func<string, string> trackingLink, DateTimeOffset? leavesAt,
        CancellationToken cancellation)
    {
        var draft = await db.Drafts.AsNoTracking().Include(row => row.Sentences).SingleOrDefaultAsync(row => row.Id == draftId && row.CaseId == caseId, cancellation);
        if (draft is null)
        {
            return new DeskOutcome.NotFound();
        }

        var task = await db.Cases.AsNoTracking().Where(row => row.Id == caseId).Select(row => row.Task).SingleOrDefaultAsync(cancellation);
        var approval = await OfAsync(draft, task, agent.AgentId, cancellation);
        return !approval.Offered ? new DeskOutcome.Invalid("approve-not-offered")
            : approval.Unopened.Count > 0 ? new DeskOutcome.Invalid("sources-unopened")
            : await desk.SendAsync(caseId, draftId, revision, lastMessageId, (await planted.ShownAsync(draft, cancellation)).Text, agent, trackingLink, leavesAt, cancellation);
    }

    /// <summary>Also for this very draft: one made by another model than the mandate was granted for is read in full.</summary>
    private async Task<bool> IsGrantedAsync(Draft draft, string? task, CancellationToken cancellation)
    {
        var rules = await db.TriageResults.AsNoTracking().Where(row => row.MessageId == draft.MessageId).Select(row => row.RulesVersion).SingleOrDefaultAsync(cancellation);
        return draft.Sentences is { Count: > 0 } sentences && sentences.All(sentence => sentence.Supported)
            && await db.Mandates.AsNoTracking().SingleOrDefaultAsync(row => row.Task == task, cancellation) is { Level: > MandateLevel.Propose } mandate
            && (mandate.RulesVersion, mandate.Model, mandate.PromptHash) == (rules, draft.Model, draft.PromptHash);
    }
}
