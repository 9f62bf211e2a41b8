using System.Collections.Frozen;
using Collegue.Answering.Extracting;

namespace Collegue.Answering.Grounding.Support;

/// <summary>
/// Holds a sentence in other words against the passages it cites. Words do not understand: a sentence is supported only when one sentence
/// of the sources, with the title and headings above it, has every word that carries a meaning, denies what it denies, and no word that
/// says the opposite. A sentence that is not is either false or put too freely to be proved; the source's own sentence can stand for it.
/// </summary>
internal sealed class SupportJudge
{
    private const double ComparableClause = 0.6;
    private const double AsClose = 0.06;
    private const double NearlyCopied = 0.8;

    private static readonly FrozenSet<string> Denying = new[] { "pas", "jamais", "aucun", "aucune", "ni", "sauf", "uniquement", "seulement", "sans" }.ToFrozenSet();

    private readonly List<SourceUnit> _units;
    private readonly List<Fact> _contextFacts;
    private readonly HashSet<string> _context;
    private readonly string _plain;

    public SupportJudge(IReadOnlyList<StoredPassage> cited)
    {
        _units = [.. cited.SelectMany(SourceUnit.Of)];
        var above = cited.SelectMany(passage => new[] { passage.DocumentTitle, passage.Heading, passage.Situation }).OfType<string>().Distinct().ToList();
        _context = [.. above.SelectMany(Words.Stems)];
        _contextFacts = [.. above.SelectMany(FactFinder.Find)];
        _plain = Plain(string.Join(' ', cited.SelectMany(passage => new[] { passage.DocumentTitle, passage.Heading, passage.Situation, passage.Text })));
    }

    /// <summary>What speaks against the sentence: kinds of <see cref="CheckKinds"/> and the words; empty when nothing does.</summary>
    public IEnumerable<(string Kind, string Value)> Objections(string sentence)
    {
        var tokens = Words.Of(sentence);
        if (_units.Count == 0 || tokens.Count == 0)
            yield break;
        var said = Said.In(sentence);
        if (Ranked(said).First().Missing is { Count: > 0 } missing)
            yield return (CheckKinds.Wording, string.Join(' ', missing));
        var plain = Plain(sentence);
        if (ContradictsClause(said.Words, Polarity.Denies(plain)))
            yield return (CheckKinds.Negation, sentence);
        foreach (var absolute in Contrasts.Absolutes.Where(absolute => plain.Contains(absolute, StringComparison.Ordinal) && !_plain.Contains(absolute, StringComparison.Ordinal)))
            yield return (CheckKinds.Condition, absolute.Trim());
        foreach (var change in Replaced(tokens))
            yield return change;
    }

    /// <summary>The sentences of the sources that say at least <paramref name="least"/> of this one; that which says most first.</summary>
    /// <param name="least">Share of its words that carry a meaning.</param>
    public IEnumerable<SourceUnit> Closest(string sentence, double least)
    {
        var said = Said.In(sentence);
        var count = said.Words.Count + said.Facts.Count;
        return count == 0 ? [] : Ranked(said).Where(pair => pair.Missing.Count <= (1 - least) * count).Select(pair => pair.Unit);
    }

    private IEnumerable<(SourceUnit Unit, List<string> Missing)> Ranked(Said said) => _units
        .Select(unit => (Unit: unit, Own: said.Words.Count(word => Holds(unit.Stems, word.Stem)), Missing: Missing(said, unit), Facts: said.Facts.Count(fact => Has(unit, fact))))
        .OrderBy(pair => pair.Missing.Count - pair.Facts).ThenByDescending(pair => pair.Own).ThenBy(pair => pair.Unit.Tokens.Count)
        .Select(pair => (pair.Unit, pair.Missing));

    private List<string> Missing(Said said, SourceUnit unit) =>
    [
        .. said.Words.Where(word => !Holds(unit.Stems, word.Stem) && !Holds(_context, word.Stem)).Select(word => word.Plain),
        .. said.Facts.Where(fact => !Has(unit, fact)).Select(fact => fact.Value),
    ];

    private bool ContradictsClause(IReadOnlyList<Word> content, bool denies)
    {
        const int read = 4;
        var clauses = _units.OrderByDescending(unit => Share(content, unit)).Take(read).SelectMany(unit => unit.Clauses().Append(unit))
            .Select(clause => (Denies: Polarity.Denies(Plain(clause.Text)), Share: Share(content, clause) - (0.0005 * clause.Tokens.Count))).ToList();
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
                yield return (CheckKinds.Condition, Text(added));
            else if (removed.Any(word => Denying.Contains(word.Plain)) != added.Any(word => Denying.Contains(word.Plain)))
                yield return (CheckKinds.Negation, Text(added.Count > 0 ? added : removed));
        }
    }

    private bool Has(SourceUnit unit, Fact fact) => unit.Facts.Concat(_contextFacts).Any(other => IsSame(other, fact));

    private static bool IsSame(Fact source, Fact said) => source.Kind == said.Kind
        && (source.Canonical == said.Canonical || (said.Kind == CheckKinds.Date && DateFacts.Holds(source.Canonical, said.Canonical)));

    private static string Text(IReadOnlyList<Word> words) => string.Join(' ', words.Select(word => word.Plain));

    private static double Share(IReadOnlyList<Word> content, SourceUnit unit) =>
        content.Count == 0 ? 1 : content.Count(word => Holds(unit.Stems, word.Stem)) / (double)content.Count;

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

    /// <summary>What a sentence says that its source must say too.</summary>
    /// <param name="Words">Those that carry a meaning, outside its facts.</param>
    /// <param name="Facts">Amounts, dates and delays; ways to reach somebody are checked against the whole passage.</param>
    private sealed record Said(IReadOnlyList<Word> Words, IReadOnlyList<Fact> Facts)
    {
        public static Said In(string sentence)
        {
            var facts = FactFinder.Find(sentence);
            var rest = facts.Aggregate(sentence.ToCharArray(), (letters, fact) =>
            {
                letters.AsSpan(fact.Start, fact.Value.Length).Fill(' ');
                return letters;
            });
            return new Said(
                [.. Extracting.Words.Of(new string(rest)).Where(Carries).DistinctBy(word => word.Stem)],
                [.. facts.Where(fact => fact.Kind is CheckKinds.Amount or CheckKinds.Date).DistinctBy(fact => (fact.Kind, fact.Canonical))]);
        }

        private static bool Carries(Word word) =>
            char.IsDigit(word.Stem[0]) || Contrasts.Tells(word.Plain) || (!Vocabulary.IsStop(word) && !Contrasts.IsLight(word.Stem));
    }
}
