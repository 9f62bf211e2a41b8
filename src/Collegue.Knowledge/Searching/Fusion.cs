using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching;

/// <summary>
/// Puts words and meaning together on one scale for the candidates of one question: the document whose words fit best has 1 from
/// its words, the closest one <see cref="Ranking.Meaning"/> from its meaning, and a local one counts more.
/// </summary>
internal static class Fusion
{
    public static IEnumerable<(Candidate Candidate, float Score)> Of(IReadOnlyList<Candidate> candidates, SearchMode mode)
    {
        var words = Math.Max(float.Epsilon, candidates.Max(candidate => candidate.Words));
        var closest = candidates.Max(candidate => candidate.Similarity);
        foreach (var candidate in candidates)
        {
            var score = mode switch
            {
                SearchMode.Lexical => candidate.Words / words,
                SearchMode.Semantic => Nearness(candidate, closest),
                _ => (candidate.Words / words) + (Ranking.Meaning * Nearness(candidate, closest)),
            };
            yield return (candidate, candidate.IsLocal ? Ranking.Local * score : score);
        }
    }

    private static float Nearness(Candidate candidate, float closest) =>
        Math.Max(0, candidate.Similarity - Ranking.ByChance) / Math.Max(0.05f, closest - Ranking.ByChance);
}
