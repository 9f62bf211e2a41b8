using Collegue.Storage.Cases;

namespace Collegue.Casework.Triage;

/// <summary>
/// What triage decided for one message. There is always at least one reason.
/// </summary>
/// <param name="Task">Slug of the kind of task, or null when no kind of the closed list was recognised.</param>
/// <param name="Handling">Who does the work; <see cref="Handling.Human"/> whenever a human-only signal was seen or no kind fits.</param>
/// <param name="Department">Slug of the department that should take the case.</param>
/// <param name="Urgency">Critical for distress, violence, minors at risk and immediate danger.</param>
/// <param name="Language">ISO 639-1 code, or null when the message holds no letters.</param>
/// <param name="Confidence">
/// Weighted evidence of the recognised kind divided by that of this kind and the next one together: 1 when nothing else
/// was found, 0.5 when two kinds are level, 0 when none was recognised. It is a share of evidence, not a probability.
/// </param>
/// <param name="Reasons">Every rule that fired, human-only signals first.</param>
/// <param name="RulesVersion">Version of the rules that decided.</param>
public sealed record TriageOutcome(
    string? Task,
    Handling Handling,
    string? Department,
    Urgency Urgency,
    string? Language,
    double Confidence,
    IReadOnlyList<TriageReason> Reasons,
    string RulesVersion);

/// <summary>One rule that fired, explained for people in French and in English, with the words that triggered it.</summary>
public sealed record TriageReason(string Rule, string Explanation, string ExplanationEn, IReadOnlyList<Evidence> Evidence);

/// <summary>The exact substring of the citizen's message at [<paramref name="Start"/>, <paramref name="End"/>), in UTF-16 units.</summary>
public sealed record Evidence(string Text, int Start, int End);
