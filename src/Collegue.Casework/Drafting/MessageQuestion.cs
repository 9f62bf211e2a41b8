using Collegue.Answering;
using Collegue.Casework.Triage;

namespace Collegue.Casework.Drafting;

/// <summary>Turns a citizen's message into the question that is put to the sources.</summary>
public static class MessageQuestion
{
    /// <summary>The message with, as its subject, the words by which triage recognised the kind of task.</summary>
    public static Question Of(
        string message, IReadOnlyList<TriageReason> reasons, Guid organisation, IReadOnlyList<Guid> ancestors, DateOnly today) =>
        new(message, organisation, ancestors, today)
        {
            Feature = AnswerFeature.Draft,
            Subject = [.. reasons.Where(reason => reason.Rule == TriageRules.Task).SelectMany(reason => reason.Evidence)
                .Select(evidence => evidence.Text).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
}
