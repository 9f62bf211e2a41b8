using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching.Words;

namespace Collegue.Knowledge.Searching;

/// <summary>Says why something was found, from what is shown of it: a reason nobody can check is none.</summary>
internal sealed class Reasoning(Question question, FrenchAnalysis analysis, IndexWords words, float best, float closeEnough)
{
    private const int WordsRead = 2_000;
    private const double EnoughWeight = 0.4;

    public HitReasons Of(RankedDocument ranked, string title, PassageRow? passage)
    {
        var places = new[]
        {
            (MatchedPlace.Title, Stems(title)), (MatchedPlace.Heading, Stems($"{passage?.Heading}\n{passage?.Situation}")), (MatchedPlace.Passage, Stems(passage?.Text)),
        };
        var matched = new List<MatchedWord>();
        var missing = new List<string>();
        var (found, all) = (0.0, 0.0);
        foreach (var word in question.Words)
        {
            var weight = word.Alternatives.Max(alternative => alternative.Stems.Max(Rarity));
            var isAsked = word.Alternatives.Any(alternative => alternative.Relation is WordRelation.Same or WordRelation.Spelling);
            all += isAsked ? weight : 0;
            if (Match(word, places) is { } match)
            {
                matched.Add(match);
                found += isAsked ? weight : 0;
            }
            else if (isAsked)
            {
                missing.Add(word.Asked);
            }
        }

        all += question.Unknown.Count * Rarity("");
        return new HitReasons(matched, best > 0 ? ranked.Words / best : 0, ranked.Candidate.Closest?.Similarity, [.. Boosts(ranked)])
        {
            Missing = [.. missing, .. question.Unknown],
            IsWeak = found < EnoughWeight * all && (ranked.Candidate.Closest?.Similarity ?? 0) < closeEnough,
        };
    }

    private static MatchedWord? Match(AskedWord word, (MatchedPlace Place, HashSet<string> Stems)[] places)
    {
        foreach (var alternative in word.Alternatives)
        {
            // Several words may stand in several places: the last one needed is told.
            var last = alternative.Stems.Max(stem => Array.FindIndex(places, place => place.Stems.Contains(stem)) is >= 0 and var at ? at : places.Length);
            if (last < places.Length)
            {
                return new MatchedWord(word.Asked, alternative.Written, alternative.Relation, places[last].Place);
            }
        }

        return null;
    }

    private static IEnumerable<Boost> Boosts(RankedDocument ranked)
    {
        if (ranked.Title.Whole > 1)
        {
            yield return new Boost(BoostKind.WholeTitle, ranked.Title.Whole);
        }

        if (ranked.Title.Special < 1)
        {
            yield return new Boost(BoostKind.SpecialSituation, ranked.Title.Special);
        }

        if (ranked.Candidate.IsLocal)
        {
            yield return new Boost(BoostKind.Local, Ranking.Local);
        }
    }

    private double Rarity(string stem) => Math.Log(1 + (words.Documents / (0.5 + words.Frequency(stem))));

    private HashSet<string> Stems(string? text) => string.IsNullOrWhiteSpace(text) ? [] : analysis.Words(text, WordsRead).ToHashSet(StringComparer.Ordinal);
}
