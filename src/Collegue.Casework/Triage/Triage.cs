using Collegue.Answering.Safeguards.Instructions;
using Collegue.Casework.Triage.Classifying;
using Collegue.Storage.Cases;

namespace Collegue.Casework.Triage;

/// <summary>
/// Decides kind of task, handling, department and urgency of a citizen's message: the published rules are read first, and
/// some of their signals decide alone; then the classifier weighs what they found with the words themselves. Safe for
/// concurrent use.
/// </summary>
public sealed class Triage
{
    private readonly RuleSet rules;
    private readonly RuleReader reader;
    private readonly MessageClassifier? classifier;
    private readonly Reasons reasons;

    /// <param name="classifier">None: the rules decide alone, and any signal makes the message human-only.</param>
    public Triage(RuleSet rules, MessageClassifier? classifier = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        this.rules = rules;
        this.classifier = classifier;
        reader = new RuleReader(rules, findsUnread: classifier is null, classifier is null ? null : classifier.Knows);
        reasons = new Reasons(rules);
    }

    /// <summary>The rules this triage applies; publish these.</summary>
    public RuleSet Rules => rules;

    public TriageOutcome Decide(string message, bool hasAttachments = false)
    {
        ArgumentNullException.ThrowIfNull(message);
        var outcome = Read(message, hasAttachments);
        return InstructionDetector.Without(message) is var own && own != message ? AsSaid(outcome, Read(own, hasAttachments), message) : outcome;
    }

    /// <summary>
    /// Instructions meant for a machine may send a message to a person or make it urgent; what it is about and who receives it, only
    /// the rest of the message says.
    /// </summary>
    private static TriageOutcome AsSaid(TriageOutcome outcome, TriageOutcome said, string message) => outcome with
    {
        Task = said.Task,
        Department = said.Department,
        Confidence = said.Confidence,
        Handling = outcome.Handling < said.Handling ? outcome.Handling : said.Handling,
        Reasons =
        [
            .. outcome.Reasons.Where(reason => !TriageRules.OfTask.Contains(reason.Rule)),
            .. said.Reasons.Where(reason => TriageRules.OfTask.Contains(reason.Rule)).Select(reason => reason with
            {
                Evidence = [.. reason.Evidence.Select(evidence => (evidence.Text, At: message.IndexOf(evidence.Text, StringComparison.Ordinal)))
                    .Where(found => found.At >= 0).Select(found => new Evidence(found.Text, found.At, found.At + found.Text.Length))],
            }),
        ],
    };

    private TriageOutcome Read(string message, bool hasAttachments)
    {
        var reading = reader.Read(message);
        var weighed = classifier?.Read(reading, rules);
        var situation = HumanSituation.Of(reading, weighed, rules);
        var kind = KindChoice.Of(reading, weighed, rules);
        var handling = situation is not null || reading.Unread.Count > 0 ? Handling.Human : OfKind(kind, reading, hasAttachments);
        var signals = situation?.Signals ?? [];
        var urgency = signals.Select(signal => signal.Urgency)
            .Concat(reading.Markers.Select(found => found.Marker.Urgency))
            .DefaultIfEmpty(Urgency.Normal).Max();
        return new TriageOutcome(kind.Kind?.Slug, handling, Department(signals, kind), urgency, reading.Language,
            kind.Confidence, reasons.Of(reading, situation, kind, hasAttachments), Version);
    }

    /// <summary>Version of the rules, and of the classifier where one weighs them.</summary>
    public string Version => classifier is null ? rules.Version : $"{rules.Version}+{classifier.Name}";

    private static Handling OfKind(KindChoice choice, RuleReading reading, bool hasAttachments) => choice.Kind switch
    {
        null => Handling.Human,
        { Handling: Handling.Automatable } when reading.Markers.Count > 0 || hasAttachments || choice.Others.Count > 0
            || !Reasons.IsOurs(reading.Language) => Handling.Assisted,
        _ when choice.Others.Any(kind => kind.Handling == Handling.Human) => Handling.Human,
        var kind => kind.Handling,
    };

    private string Department(IReadOnlyList<Signal> signals, KindChoice choice) =>
        signals.Where(signal => signal.Department is not null).MaxBy(signal => signal.Urgency)?.Department
        ?? choice.Kind?.Department
        ?? rules.DefaultDepartment;
}
