using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching;

/// <summary>
/// Puts words and meaning together for the candidates of one question, on the scale of the words, which is that of passages too: the
/// closest document gains <see cref="Ranking.Meaning"/> times what the words of the best one are worth, and a local one counts more.
/// </summary>
internal static class Fusion
{
    public static IEnumerable<(Candidate Candidate, float Score)> Of(IReadOnlyList<Candidate> candidates, SearchMode mode, Calibration similarities)
    {
        var words = candidates.Max(candidate => candidate.Words) is > 0 and var best ? best : 1;
        var closest = candidates.Max(candidate => candidate.Similarity);
        foreach (var candidate in candidates)
        {
            var score = mode switch
            {
                SearchMode.Lexical => candidate.Words,
                SearchMode.Semantic => Nearness(candidate, closest, similarities),
                _ => candidate.Words + (Ranking.Meaning * words * Nearness(candidate, closest, similarities)),
            };
            yield return (candidate, candidate.IsLocal ? Ranking.Local * score : score);
        }
    }

    private static float Nearness(Candidate candidate, float closest, Calibration similarities) =>
        Math.Max(0, candidate.Similarity - similarities.ByChance) / Math.Max(similarities.Least, closest - similarities.ByChance);
}
