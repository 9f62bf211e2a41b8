namespace Collegue.Casework.Triage;

/// <summary>
/// Finds the phrases of the rules in a message: signals and markers in the whole of it, terms of kinds in its first 20,000
/// characters. Safe for concurrent use; the time taken grows with the length of the message and no faster.
/// </summary>
internal sealed class RuleReader
{
    private const int KindLength = 20_000;

    private readonly RuleSet rules;
    private readonly LanguageGuess languages;
    private readonly PhraseMatcher matcher;
    private readonly UnreadWords? unreadWords;
    private readonly List<Owner> owners = [];

    /// <param name="findsUnread">Also find the words that no rule knows.</param>
    /// <param name="exists">Whether a folded word is one of the language, and so not misspelt.</param>
    public RuleReader(RuleSet rules, bool findsUnread = false, Func<string, bool>? exists = null)
    {
        this.rules = rules;
        languages = new LanguageGuess(rules.Languages);
        unreadWords = findsUnread ? new UnreadWords(rules) : null;
        var published = rules.Kinds.SelectMany(kind => kind.Examples.Append(kind.Name.Fr).Append(kind.Description.Fr));
        var wellSpelt = rules.WellSpelt.Concat(published).SelectMany(text => Words.Read(text)).Select(word => word.Folded);
        matcher = new PhraseMatcher(new Lexicon(wellSpelt, exists));
        for (var index = 0; index < rules.Signals.Count; index++)
        {
            foreach (var (group, phrases) in rules.Signals[index].Phrases)
                Add(phrases, new Owner(Part.Signal, index, Group: group));
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
            Add(rules.Kinds[index].Deciding, new Owner(Part.Deciding, index));
        }
    }

    public RuleReading Read(string message)
    {
        var words = Words.Read(message);
        var matches = matcher.Find(words);
        return new RuleReading(message, words,
            languages.Of(message.AsSpan(0, Math.Min(message.Length, KindLength)), words),
            [.. Reached(matches, Part.Signal, Part.SignalExcept, rules.Signals.Count)
                .Select(found => new SignalFound(rules.Signals[found.Index], Longest(found.Matches), Groups(found.Matches)))],
            [.. Reached(matches, Part.Marker, Part.MarkerExcept, rules.Markers.Count)
                .Select(found => new MarkerFound(rules.Markers[found.Index], Longest(found.Matches)))],
            new KindScores(rules, [.. Terms(matches, words)]),
            unreadWords?.Find(message, words) ?? [],
            Decided(matches));
    }

    private List<(int Index, List<PhraseMatch> Matches)> Reached(List<PhraseMatch> matches, Part part, Part except, int count)
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
                reached.Add((index, kept));
        }

        return reached;
    }

    private string[] Groups(List<PhraseMatch> found) =>
        [.. found.Select(match => owners[match.Phrase].Group!).Distinct(StringComparer.Ordinal)];

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

    /// <summary>The kind whose own phrases were found first; null when none was.</summary>
    private KindFound? Decided(List<PhraseMatch> matches) =>
        matches.Where(match => owners[match.Phrase].Part == Part.Deciding).GroupBy(match => owners[match.Phrase].Index)
            .Select(group => new KindFound(rules.Kinds[group.Key], Longest([.. group])))
            .OrderBy(found => found.Matches[0].Start).FirstOrDefault();

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
        Deciding,
    }

    private readonly record struct Owner(Part Part, int Index, int Weight = 0, string? Group = null);
}
