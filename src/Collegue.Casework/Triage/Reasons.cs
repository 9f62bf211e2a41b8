using Collegue.Storage.Cases;

namespace Collegue.Casework.Triage;

/// <summary>Says why, with the exact words of the message: every rule that fired and what the classifier weighed.</summary>
internal sealed class Reasons(RuleSet rules)
{
    private const int EvidencePerReason = 5;

    public static bool IsOurs(string? language) => language is null or "fr" or "en";

    public IReadOnlyList<TriageReason> Of(RuleReading reading, HumanSituation? situation, KindChoice choice, bool hasAttachments)
    {
        var said = new List<TriageReason>();
        AddSituation(said, reading, situation);
        if (situation is null && reading.Unread.Count > 0)
            said.Add(Reason(TriageRules.UnreadPart, rules.Explanations[TriageRules.UnreadPart], reading.Unread, reading));
        AddKind(said, reading, choice);
        foreach (var found in reading.Markers)
            said.Add(Reason(found.Marker.Slug, found.Marker.Explanation, found.Matches, reading));
        if (hasAttachments)
            said.Add(Reason(TriageRules.Attachment));
        if (!IsOurs(reading.Language))
            said.Add(Reason(TriageRules.OtherLanguage));
        return said;
    }

    private void AddSituation(List<TriageReason> said, RuleReading reading, HumanSituation? situation)
    {
        foreach (var found in situation?.Found ?? [])
            said.Add(Reason(found.Signal.Slug, found.Signal.Explanation, found.Matches, reading));
        if (situation?.Guess is not { } guess || situation.Found.Any(found => found.Signal.Slug == guess.Slug))
            return;
        var name = rules.Signals.FirstOrDefault(signal => signal.Slug == guess.Slug)?.Name ?? new Localised(guess.Slug, guess.Slug);
        said.Add(Reason(TriageRules.LikeSituation, Fill(TriageRules.LikeSituation, "{situation}", [name]), At(guess.Words()), reading));
    }

    private void AddKind(List<TriageReason> said, RuleReading reading, KindChoice choice)
    {
        if (choice.Kind is not { } kind)
        {
            said.Add(Reason(TriageRules.UnknownTask));
            return;
        }

        var evidence = reading.Decided?.Kind == kind ? reading.Decided.Matches
            : choice.Guess is null || reading.Kinds.First == kind ? reading.Kinds.Evidence : At(choice.Guess.Words());
        said.Add(Reason(TriageRules.Task, About(TriageRules.Task, [kind]), evidence, reading));
        if (kind.Handling == Handling.Human)
            said.Add(Reason(TriageRules.TaskForHumans, About(TriageRules.TaskForHumans, [kind]), evidence, reading));
        if (choice.Others.Count > 0)
            said.Add(Reason(TriageRules.SeveralTasks, About(TriageRules.SeveralTasks, choice.Others), reading.Kinds.EvidenceOf(choice.Others), reading));
    }

    private static List<PhraseMatch> At(IEnumerable<int> words) => [.. words.Select(word => new PhraseMatch(0, word, word + 1))];

    private Localised About(string rule, IEnumerable<TaskKind> kinds) => Fill(rule, "{kind}", [.. kinds.Select(kind => kind.Name)]);

    private Localised Fill(string rule, string place, IReadOnlyList<Localised> names)
    {
        var text = rules.Explanations[rule];
        return new Localised(
            text.Fr.Replace(place, string.Join(", ", names.Select(name => name.Fr)), StringComparison.Ordinal),
            text.En.Replace(place, string.Join(", ", names.Select(name => name.En)), StringComparison.Ordinal));
    }

    private TriageReason Reason(string rule) => new(rule, rules.Explanations[rule].Fr, rules.Explanations[rule].En, []);

    private static TriageReason Reason(string rule, Localised explanation, IReadOnlyList<PhraseMatch> found, RuleReading reading) =>
        new(rule, explanation.Fr, explanation.En,
            [.. found.Distinct().OrderBy(match => match.Start).Take(EvidencePerReason).Select(match => Quote(match, reading))]);

    private static Evidence Quote(PhraseMatch match, RuleReading reading)
    {
        var (start, end) = (reading.Words[match.Start].Start, reading.Words[match.End - 1].End);
        return new Evidence(reading.Message[start..end], start, end);
    }
}
