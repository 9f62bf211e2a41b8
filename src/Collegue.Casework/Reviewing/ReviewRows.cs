using Collegue.Storage.Drafts;

namespace Collegue.Casework.Reviewing;

/// <summary>Builds the row that says what an agent did with a draft.</summary>
internal static class ReviewRows
{
    public static Review Sent(Draft draft, Guid agentId, int wordsChanged, DateTimeOffset now) =>
        Build(draft, agentId, wordsChanged == 0 ? ReviewOutcome.SentAsIs : ReviewOutcome.SentEdited, wordsChanged, null, null, now);

    public static Review Rejected(Draft draft, Guid agentId, string reason, string? note, DateTimeOffset now) =>
        Build(draft, agentId, ReviewOutcome.Rejected, 0, reason, note, now);

    private static Review Build(Draft draft, Guid agentId, ReviewOutcome outcome, int words, string? reason, string? note, DateTimeOffset now) => new()
    {
        OrganisationId = draft.OrganisationId,
        Id = Guid.CreateVersion7(now),
        CaseId = draft.CaseId,
        DraftId = draft.Id,
        AgentId = agentId,
        Outcome = outcome,
        Reason = reason,
        Note = string.IsNullOrWhiteSpace(note) ? null : ReplyText.Clean(note),
        WordsChanged = words,
        ReviewedAt = now,
    };
}
