using Collegue.Casework.Triage.Classifying;

namespace Collegue.Casework.Triage;

/// <summary>Why a message belongs to a human: the signals read, or the share the classifier gives to such messages.</summary>
/// <param name="Signals">The situations it is about, those read in words first; may be empty when only the share says so.</param>
/// <param name="Found">What the rules read for those signals.</param>
/// <param name="Guess">What the classifier saw, when it decided.</param>
internal sealed record HumanSituation(IReadOnlyList<Signal> Signals, IReadOnlyList<SignalFound> Found, Guess? Guess)
{
    private const double Likely = 0.5;
    private const int Short = 8;

    /// <summary>Null when nothing says that the message belongs to a human.</summary>
    public static HumanSituation? Of(RuleReading reading, MessageClassifier.Reading? weighed, RuleSet rules)
    {
        if (weighed is null)
            return reading.Signals.Count == 0 ? null : new HumanSituation([.. reading.Signals.Select(found => found.Signal)], reading.Signals, null);

        var alone = reading.Signals.Where(found => found.Groups.Any(found.Signal.Alone.Contains)).ToList();
        var least = reading.Signals.Count == 0 && reading.Words.Count < Short ? rules.HumanShareOfShort : rules.HumanShare;
        if (weighed.HumanOnly < least)
            return alone.Count == 0 ? null : new HumanSituation([.. alone.Select(found => found.Signal)], alone, null);

        // Urgency and department follow a situation that is likelier than not; below, a person reads and that is all.
        var guess = weighed.Situations[0];
        var guessed = guess.Share < Likely ? null : rules.Signals.FirstOrDefault(signal => signal.Slug == guess.Slug);
        var signals = reading.Signals.Select(found => found.Signal).ToList();
        if (guessed is not null && !signals.Contains(guessed))
            signals.Add(guessed);
        return new HumanSituation(signals, reading.Signals, guess);
    }
}
