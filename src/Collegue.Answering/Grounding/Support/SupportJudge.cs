using System.Collections.Frozen;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Grounding.Support;

/// <summary>
/// Looks for what a sentence in other words says against the passages it cites: figures of another line, something denied or no longer
/// denied, an office or a person exchanged, an absolute that the source has not, and, in a sentence nearly copied, any word that was
/// replaced. It proves nothing: a sentence that passes was not caught.
/// </summary>
internal sealed class SupportJudge
{
    private const double LeastCoverage = 0.28;
    private const int FewestCompared = 4;
    private const double ComparableClause = 0.6;
    private const double SamePlace = 0.3;
    private const double AsClose = 0.06;
    private const double NearlyCopied = 0.8;
    private const double LongestReplaced = 6;

    private static readonly FrozenSet<string> Denying = new[] { "pas", "jamais", "aucun", "aucune", "ni", "sauf", "uniquement", "seulement", "sans" }.ToFrozenSet();

    private readonly List<SourceUnit> _units;
    private readonly HashSet<string> _stems;
    private readonly HashSet<string> _context;
    private readonly string _plain;

    public SupportJudge(IReadOnlyList<StoredPassage> cited)
    {
        _units = [.. cited.SelectMany(passage => SourceUnit.Of(passage.Text))];
        _context = [.. cited.SelectMany(passage => new[] { passage.DocumentTitle, passage.Heading, passage.Situation }).SelectMany(Words.Stems)];
        _stems = [.. _units.SelectMany(unit => unit.Stems), .. _context];
        _plain = Plain(string.Join(' ', cited.SelectMany(passage => new[] { passage.DocumentTitle, passage.Heading, passage.Situation, passage.Text })));
    }

    /// <summary>What speaks against the sentence: kinds of <see cref="CheckKinds"/> and the words; empty when nothing does.</summary>
    public IEnumerable<(string Kind, string Value)> Objections(string sentence)
    {
        var tokens = Words.Of(sentence);
        var content = tokens.Where(word => !Vocabulary.IsStop(word) && !char.IsDigit(word.Plain[0])).Select(word => word.Stem).Distinct().ToList();
        if (_units.Count == 0 || tokens.Count == 0)
            yield break;
        if (content.Count >= FewestCompared && Share(content, _stems) < LeastCoverage)
            yield return (CheckKinds.Wording, sentence);
        // Figures of amounts and dates have checks of their own, which know the ways of writing them.
        var facts = FactFinder.Find(sentence).SelectMany(fact => Words.Of(fact.Value)).Select(word => word.Plain).ToHashSet();
        foreach (var number in tokens.Where(word => char.IsDigit(word.Plain[0]) && !IsSmall(word.Plain) && !facts.Contains(word.Plain) && !_stems.Contains(word.Stem)).DistinctBy(word => word.Plain))
            yield return (CheckKinds.Number, number.Plain);

        var ranked = _units.Select(unit => (Unit: unit, Share: Share(content, unit.Stems))).OrderByDescending(pair => pair.Share).ToList();
        foreach (var fact in Misplaced(sentence, ranked))
            yield return (fact.Kind, fact.Value);
        var plain = Plain(sentence);
        var denies = Polarity.Denies(plain);
        if (ContradictsClause(content, denies, ranked))
            yield return (CheckKinds.Negation, sentence);
        foreach (var word in tokens.DistinctBy(word => word.Stem).Where(word => Contrasts.IsExclusive(word.Stem) && !Holds(_stems, word.Stem)))
        {
            // "n'est pas obligatoire" for "facultatif" says the same.
            if (!(Polarity.Denies(plain.Replace($" {word.Plain} ", " ", StringComparison.Ordinal)) && _stems.Any(stem => Contrasts.Exclude(word.Stem, stem))))
                yield return (CheckKinds.Term, word.Plain);
        }

        foreach (var absolute in Contrasts.Absolutes.Where(absolute => plain.Contains(absolute, StringComparison.Ordinal) && !_plain.Contains(absolute, StringComparison.Ordinal)))
            yield return (CheckKinds.Condition, absolute.Trim());
        foreach (var change in Replaced(tokens))
            yield return change;
    }

    /// <summary>Facts that the passage has, but in a sentence about something else.</summary>
    private static IEnumerable<Fact> Misplaced(string sentence, List<(SourceUnit Unit, double Share)> ranked)
    {
        foreach (var fact in FactFinder.Find(sentence).Where(fact => fact.Kind is CheckKinds.Amount or CheckKinds.Date).DistinctBy(fact => fact.Canonical))
        {
            var there = ranked.Where(pair => pair.Unit.Facts.Any(other => other.Kind == fact.Kind && other.Canonical == fact.Canonical)).Select(pair => pair.Share).DefaultIfEmpty(-1).Max();
            if (there >= 0 && ranked[0].Share - there > SamePlace && ranked[0].Unit.Facts.Any(other => other.Kind == fact.Kind))
                yield return fact;
        }
    }

    private static bool ContradictsClause(List<string> content, bool denies, List<(SourceUnit Unit, double Share)> ranked)
    {
        const int read = 4;
        var clauses = ranked.Take(read).SelectMany(pair => pair.Unit.Clauses().Append(pair.Unit))
            .Select(clause => (Denies: Polarity.Denies(Plain(clause.Text)), Share: Share(content, clause.Stems) - (0.0005 * clause.Tokens.Count))).ToList();
        var top = clauses.Max(clause => clause.Share);
        return top >= ComparableClause && !clauses.Exists(clause => clause.Share >= top - AsClose && clause.Denies == denies);
    }

    private IEnumerable<(string Kind, string Value)> Replaced(List<Word> tokens)
    {
        var closest = _units.Select(unit => WordChanges.Between(unit.Tokens, tokens)).MaxBy(changes => changes.Likeness)!;
        if (closest.Likeness < NearlyCopied)
            yield break;
        foreach (var (removed, added) in closest.Changes)
        {
            if (removed.Any(word => added.Any(other => Contrasts.AreOpposite(word.Plain, other.Plain))))
                yield return (CheckKinds.Condition, Said(added));
            else if (removed.Any(word => Denying.Contains(word.Plain)) != added.Any(word => Denying.Contains(word.Plain)))
                yield return (CheckKinds.Negation, Said(added.Count > 0 ? added : removed));
            else if (removed.Count > 0 && removed.Count <= LongestReplaced && added.Count <= LongestReplaced && Content(added) is { Count: > 0 } said && Content(removed) is { Count: > 0 } had
                && said.Exists(word => !Holds(_context, word) && !had.Exists(other => SaySame(word, other))))
                yield return (CheckKinds.Term, Said(added));
        }
    }

    private static List<string> Content(IReadOnlyList<Word> words) => [.. words.Where(word => !Vocabulary.IsStop(word)).Select(word => word.Stem)];

    private static string Said(IReadOnlyList<Word> words) => string.Join(' ', words.Select(word => word.Plain));

    private static bool IsSmall(string digits) => digits.Length == 1 && digits[0] <= '3';

    private static double Share(List<string> content, HashSet<string> stems) =>
        content.Count == 0 ? 1 : content.Count(stem => Holds(stems, stem)) / (double)content.Count;

    private static bool Holds(HashSet<string> stems, string stem) => stems.Contains(stem) || stems.Any(other => SaySame(stem, other));

    private static bool SaySame(string one, string other)
    {
        const int root = 5;
        return one == other
            || (one.Length >= root && other.Length >= root && one.AsSpan(0, root).SequenceEqual(other.AsSpan(0, root)))
            || Vocabulary.StartingWith(one).Any(entry => entry.Phrase.Length == 1 && entry.Others.Any(phrase => phrase.Length == 1 && phrase[0] == other));
    }

    private static string Plain(string text) => $" {string.Join(' ', Pieces(Words.Fold(text)))} ";

    private static string[] Pieces(string folded) =>
        new string([.. folded.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
