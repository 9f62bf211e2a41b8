using Collegue.Casework.Triage;
using Collegue.Storage.Cases;

namespace Collegue.Casework.Deadlines;

/// <summary>Whether an agent looks before receipt is acknowledged.</summary>
internal static class ReceiptDoubt
{
    /// <summary>
    /// A message that wants a click or gives orders is no request to acknowledge, and somebody in distress is not written to by a
    /// machine about delays.
    /// </summary>
    public static bool NeedsLookBeforeReceipt(this TriageOutcome outcome) =>
        outcome.Urgency == Urgency.Critical || outcome.Reasons.Any(reason => reason.Rule == TriageRules.Suspect);
}
