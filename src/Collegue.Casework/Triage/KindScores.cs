namespace Collegue.Casework.Triage;

/// <summary>A term of a kind found in the message.</summary>
internal readonly record struct KindTerm(PhraseMatch Match, int Kind, int Weight);

/// <summary>
/// Which kinds a message speaks of. A term inside a longer one says nothing ("école" in "école de musique"), and a term
/// said twice counts once.
/// </summary>
internal sealed class KindScores
{
    private readonly RuleSet rules;
    private readonly List<KindTerm> terms;
    private readonly List<KindTerm> elsewhere = [];

    public KindScores(RuleSet rules, IEnumerable<KindTerm> found)
    {
        this.rules = rules;
        terms = WithoutCovered(found);
        var scores = Sum(terms);
        Scores = scores;
        var first = Best(scores, fallback: false) ?? Best(scores, fallback: true);
        if (first is not { } best)
            return;

        First = rules.Kinds[best];
        Evidence = Matches(best, terms);
        // What is left once the words of the first kind are taken away: another request, not another reading of the same.
        elsewhere = [.. terms.Where(term => !Evidence.Exists(term.Match.Overlaps))];
        var left = Sum(elsewhere);
        var others = Enumerable.Range(0, left.Length)
            .Where(kind => kind != best && !rules.Kinds[kind].Fallback && left[kind] > Math.Max(rules.Threshold, scores[best] / 2.0))
            .OrderByDescending(kind => left[kind]).ToList();
        Others = [.. others.Select(kind => rules.Kinds[kind])];
        var next = Enumerable.Range(0, scores.Length).Where(kind => kind != best).Select(kind => scores[kind]).DefaultIfEmpty(0).Max();
        Confidence = scores[best] / (double)(scores[best] + Math.Max(next, 0));
    }

    /// <summary>Weighted evidence of each kind, by its index in the rules.</summary>
    public IReadOnlyList<int> Scores { get; }
    public TaskKind? First { get; }
    public List<PhraseMatch> Evidence { get; } = [];
    public IReadOnlyList<TaskKind> Others { get; } = [];
    public double Confidence { get; }

    public List<PhraseMatch> EvidenceOf(IEnumerable<TaskKind> others)
    {
        var slugs = others.Select(kind => kind.Slug).ToHashSet(StringComparer.Ordinal);
        return [.. elsewhere.Where(term => term.Weight > 0 && slugs.Contains(rules.Kinds[term.Kind].Slug)).Select(term => term.Match)];
    }

    private static List<KindTerm> WithoutCovered(IEnumerable<KindTerm> found)
    {
        var kept = new List<KindTerm>();
        var (start, end) = (0, 0);
        foreach (var term in found.OrderBy(term => term.Match.Start).ThenByDescending(term => term.Match.End))
        {
            var match = term.Match;
            if (match.End <= end && (match.Start > start || match.End < end))
                continue;
            if (match.End > end)
                (start, end) = (match.Start, match.End);
            kept.Add(term);
        }

        return kept;
    }

    private int[] Sum(List<KindTerm> found)
    {
        var scores = new int[rules.Kinds.Count];
        var counted = new HashSet<int>();
        foreach (var term in found)
        {
            if (counted.Add(term.Match.Phrase))
                scores[term.Kind] += term.Weight;
        }

        return scores;
    }

    private int? Best(int[] scores, bool fallback)
    {
        int? best = null;
        for (var kind = 0; kind < scores.Length; kind++)
        {
            if (rules.Kinds[kind].Fallback == fallback && scores[kind] >= rules.Threshold && (best is null || scores[kind] > scores[best.Value]))
                best = kind;
        }

        return best;
    }

    private static List<PhraseMatch> Matches(int kind, List<KindTerm> found) =>
        [.. found.Where(term => term.Kind == kind && term.Weight > 0).Select(term => term.Match)];
}
