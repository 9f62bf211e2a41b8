using Collegue.Casework.Triage.Classifying;

namespace Collegue.Casework.Triage;

/// <summary>The kind of task retained, if any, and how: by the terms of the rules, or by the classifier.</summary>
/// <param name="Confidence">Share given by the classifier, or share of evidence of the rules; 0 when none was recognised.</param>
/// <param name="Others">Other requests of the same message.</param>
/// <param name="Guess">What the classifier saw, when it chose.</param>
internal sealed record KindChoice(TaskKind? Kind, double Confidence, IReadOnlyList<TaskKind> Others, Guess? Guess)
{
    /// <summary>Share that a clause must give to what else the rules read: a word of another kind is not yet another request.</summary>
    private const double OtherShare = 0.3;

    public static KindChoice Of(RuleReading reading, MessageClassifier.Reading? weighed, RuleSet rules)
    {
        var choice = reading.Decided is { Kind: var decided } && !decided.NotHere
            ? new KindChoice(decided, 1, [.. reading.Kinds.Others.Where(other => other != decided)], null)
            : Weigh(reading, weighed, rules);
        return choice.Kind is { NotHere: true } ? choice with { Kind = null, Confidence = 0, Guess = null } : choice;
    }

    private static KindChoice Weigh(RuleReading reading, MessageClassifier.Reading? weighed, RuleSet rules)
    {
        var (first, others) = (reading.Kinds.First, reading.Kinds.Others);
        if (weighed?.Kinds.FirstOrDefault(guess => rules.Kinds.Any(kind => kind.Slug == guess.Slug)) is not { } guess || guess.Share < rules.KindShare)
            return new KindChoice(first, reading.Kinds.Confidence, others, null);

        var kind = rules.Kinds.First(kind => kind.Slug == guess.Slug);
        return new KindChoice(kind, guess.Share, [.. others.Where(other => other != kind && weighed.MostSaidOf(other.Slug) >= OtherShare)], guess);
    }
}
