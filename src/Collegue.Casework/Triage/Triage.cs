using Collegue.Answering.Safeguards.Instructions;
using Collegue.Storage.Cases;

namespace Collegue.Casework.Triage;

/// <summary>
/// Decides kind of task, handling, department and urgency of a citizen's message from published rules: human-only signals
/// first, in the whole message, then the kind of task in its first 20,000 characters. Safe for concurrent use; the time
/// taken grows with the length of the message and no faster.
/// </summary>
public sealed class Triage
{
    private const int KindLength = 20_000;
    private const int EvidencePerReason = 5;

    private readonly RuleSet rules;
    private readonly LanguageGuess languages;
    private readonly PhraseMatcher matcher;
    private readonly UnreadWords unreadWords;
    private readonly List<Owner> owners = [];

    public Triage(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        this.rules = rules;
        languages = new LanguageGuess(rules.Languages);
        unreadWords = new UnreadWords(rules);
        var published = rules.Kinds.SelectMany(kind => kind.Examples.Append(kind.Name.Fr).Append(kind.Description.Fr));
        var wellSpelt = rules.WellSpelt.Concat(published).SelectMany(text => Words.Read(text)).Select(word => word.Folded);
        matcher = new PhraseMatcher(new Lexicon(wellSpelt));
        for (var index = 0; index < rules.Signals.Count; index++)
        {
            Add(rules.Signals[index].Phrases.Values.SelectMany(list => list), new Owner(Part.Signal, index));
            Add(rules.Signals[index].Except, new Owner(Part.SignalExcept, index));
        }

        for (var index = 0; index < rules.Markers.Count; index++)
        {
            Add(rules.Markers[index].Phrases, new Owner(Part.Marker, index));
            Add(rules.Markers[index].Except, new Owner(Part.MarkerExcept, index));
        }

        for (var index = 0; index < rules.Kinds.Count; index++)
        {
            foreach (var (weight, phrases) in rules.Kinds[index].Terms)
                Add(phrases, new Owner(Part.Kind, index, weight));
        }
    }

    /// <summary>The rules this triage applies; publish these.</summary>
    public RuleSet Rules => rules;

    public TriageOutcome Decide(string message, bool hasAttachments = false)
    {
        ArgumentNullException.ThrowIfNull(message);
        var outcome = Read(message, hasAttachments);
        // Instructions meant for a machine may make a case more urgent, never choose who receives it.
        return InstructionDetector.Without(message) is var own && own != message && Read(own, hasAttachments) is { Handling: Handling.Human } said
            ? outcome with { Department = said.Department }
            : outcome;
    }

    private TriageOutcome Read(string message, bool hasAttachments)
    {
        var words = Words.Read(message);
        var matches = matcher.Find(words);
        var language = languages.Of(message.AsSpan(0, Math.Min(message.Length, KindLength)), words);

        var signals = Reached(matches, Part.Signal, Part.SignalExcept, rules.Signals.Count);
        var markers = Reached(matches, Part.Marker, Part.MarkerExcept, rules.Markers.Count);
        var kinds = new KindScores(rules, [.. Terms(matches, words)]);

        var reasons = new List<TriageReason>();
        foreach (var (index, found) in signals)
            reasons.Add(Reason(rules.Signals[index].Slug, rules.Signals[index].Explanation, found, message, words));
        var handling = signals.Count > 0 ? Handling.Human : OfKind(kinds, markers.Count > 0 || hasAttachments, language);
        var unread = handling == Handling.Human ? [] : unreadWords.Find(message, words);
        if (unread.Count > 0)
        {
            handling = Handling.Human;
            reasons.Add(Reason(TriageRules.UnreadPart, rules.Explanations[TriageRules.UnreadPart], unread, message, words));
        }

        AddKindReasons(kinds, reasons, message, words);
        foreach (var (index, found) in markers)
            reasons.Add(Reason(rules.Markers[index].Slug, rules.Markers[index].Explanation, found, message, words));
        if (hasAttachments)
            reasons.Add(Reason(TriageRules.Attachment));
        if (!IsOurs(language))
            reasons.Add(Reason(TriageRules.OtherLanguage));

        var urgency = signals.Select(signal => rules.Signals[signal.Index].Urgency)
            .Concat(markers.Select(marker => rules.Markers[marker.Index].Urgency))
            .DefaultIfEmpty(Urgency.Normal).Max();
        return new TriageOutcome(kinds.First?.Slug, handling, Department(signals, kinds), urgency, language,
            kinds.Confidence, reasons, rules.Version);
    }

    private static Handling OfKind(KindScores kinds, bool circumstances, string? language) => kinds.First switch
    {
        null => Handling.Human,
        { Handling: Handling.Automatable } when circumstances || kinds.Others.Count > 0 || !IsOurs(language) => Handling.Assisted,
        _ when kinds.Others.Any(kind => kind.Handling == Handling.Human) => Handling.Human,
        var kind => kind.Handling,
    };

    private static bool IsOurs(string? language) => language is null or "fr" or "en";

    private string Department(List<(int Index, List<PhraseMatch> Found)> signals, KindScores kinds) =>
        signals.Select(signal => rules.Signals[signal.Index])
            .Where(signal => signal.Department is not null)
            .MaxBy(signal => signal.Urgency)?.Department
        ?? kinds.First?.Department
        ?? rules.DefaultDepartment;

    private void AddKindReasons(KindScores kinds, List<TriageReason> reasons, string message, List<Word> words)
    {
        if (kinds.First is not { } first)
        {
            reasons.Add(Reason(TriageRules.UnknownTask));
            return;
        }

        reasons.Add(Reason(TriageRules.Task, About(TriageRules.Task, [first]), kinds.Evidence, message, words));
        if (first.Handling == Handling.Human)
            reasons.Add(Reason(TriageRules.TaskForHumans, About(TriageRules.TaskForHumans, [first]), kinds.Evidence, message, words));
        if (kinds.Others.Count > 0)
            reasons.Add(Reason(TriageRules.SeveralTasks, About(TriageRules.SeveralTasks, kinds.Others), kinds.OtherEvidence, message, words));
    }

    private Localised About(string rule, IEnumerable<TaskKind> kinds)
    {
        var text = rules.Explanations[rule];
        var names = kinds.Select(kind => kind.Name).ToList();
        return new Localised(
            text.Fr.Replace("{kind}", string.Join(", ", names.Select(name => name.Fr)), StringComparison.Ordinal),
            text.En.Replace("{kind}", string.Join(", ", names.Select(name => name.En)), StringComparison.Ordinal));
    }

    private TriageReason Reason(string rule) => new(rule, rules.Explanations[rule].Fr, rules.Explanations[rule].En, []);

    private static TriageReason Reason(string rule, Localised explanation, List<PhraseMatch> found, string message, List<Word> words) =>
        new(rule, explanation.Fr, explanation.En,
            [.. found.Distinct().OrderBy(match => match.Start).Take(EvidencePerReason).Select(match => Quote(match, message, words))]);

    private static Evidence Quote(PhraseMatch match, string message, List<Word> words)
    {
        var (start, end) = (words[match.Start].Start, words[match.End - 1].End);
        return new Evidence(message[start..end], start, end);
    }

    private List<(int Index, List<PhraseMatch> Found)> Reached(List<PhraseMatch> matches, Part part, Part except, int count)
    {
        var found = new List<PhraseMatch>?[count];
        var excepted = new List<PhraseMatch>?[count];
        foreach (var match in matches)
        {
            var owner = owners[match.Phrase];
            if (owner.Part == part)
                (found[owner.Index] ??= []).Add(match);
            else if (owner.Part == except)
                (excepted[owner.Index] ??= []).Add(match);
        }

        var reached = new List<(int, List<PhraseMatch>)>();
        for (var index = 0; index < count; index++)
        {
            if (found[index] is not { } all)
                continue;
            var kept = excepted[index] is { } idioms ? Outside(all, idioms) : all;
            if (kept.Count > 0)
                reached.Add((index, Longest(kept)));
        }

        return reached;
    }

    // Both lists come in the order of the message: an idiom cannot reach further than the longest phrase.
    private static List<PhraseMatch> Outside(List<PhraseMatch> found, List<PhraseMatch> idioms)
    {
        var covered = new HashSet<int>(idioms.SelectMany(idiom => Enumerable.Range(idiom.Start, idiom.End - idiom.Start)));
        return [.. found.Where(match => !Enumerable.Range(match.Start, match.End - match.Start).Any(covered.Contains))];
    }

    private static List<PhraseMatch> Longest(List<PhraseMatch> found)
    {
        var kept = new List<PhraseMatch>();
        foreach (var match in found.OrderBy(match => match.Start).ThenByDescending(match => match.End))
        {
            if (kept.Count == 0 || match.End > kept[^1].End)
                kept.Add(match);
        }

        return kept;
    }

    private IEnumerable<KindTerm> Terms(List<PhraseMatch> matches, List<Word> words) =>
        from match in matches
        let owner = owners[match.Phrase]
        where owner.Part == Part.Kind && words[match.Start].Start < KindLength
        select new KindTerm(match, owner.Index, owner.Weight);

    private void Add(IEnumerable<string> phrases, Owner owner)
    {
        foreach (var phrase in phrases)
        {
            matcher.Add(phrase);
            owners.Add(owner);
        }
    }

    private enum Part
    {
        Signal,
        SignalExcept,
        Marker,
        MarkerExcept,
        Kind,
    }

    private readonly record struct Owner(Part Part, int Index, int Weight = 0);
}
