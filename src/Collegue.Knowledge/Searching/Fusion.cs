using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching.Words;

namespace Collegue.Knowledge.Searching;

/// <summary>
/// Puts words and meaning together for the candidates of one question, on the scale of the words, which is that of passages too: the
/// closest document gains <see cref="Ranking.Meaning"/> times what the words of the best one are worth, and a local one counts more.
/// </summary>
internal static class Fusion
{
    public static IEnumerable<RankedDocument> Of(IReadOnlyList<Candidate> candidates, SearchMode mode, Question question, Vocabulary vocabulary)
    {
        var fits = candidates.Select(candidate => (Candidate: candidate, Title: TitleFit.Of(candidate.TitleWords, question, vocabulary)))
            .Select(row => (row.Candidate, row.Title, Words: mode == SearchMode.Semantic ? 0 : row.Title.Factor * Words(row.Candidate)))
            .Where(row => row.Words > 0 || Similarity(row.Candidate) >= (mode == SearchMode.Semantic ? Ranking.ByChance : Ranking.CloseEnough)).ToList();
        if (fits.Count == 0)
        {
            return [];
        }

        var words = fits.Max(row => row.Words) is > 0 and var best ? best : 1;
        var closest = fits.Max(row => Similarity(row.Candidate));
        return fits.Select(row => new RankedDocument(row.Candidate, row.Title, row.Words, (row.Candidate.IsLocal ? Ranking.Local : 1) * (mode switch
        {
            SearchMode.Lexical => row.Words,
            SearchMode.Semantic => Nearness(row.Candidate, closest),
            _ => row.Words + (Ranking.Meaning * words * Nearness(row.Candidate, closest)),
        })));
    }

    private static float Words(Candidate candidate)
    {
        var best = 0f;
        foreach (var passage in candidate.Passages)
        {
            best = Math.Max(best, passage.Score);
        }

        return candidate.Words + (Ranking.BestPassage * best);
    }

    private static float Similarity(Candidate candidate) => candidate.Closest?.Similarity ?? 0;

    private static float Nearness(Candidate candidate, float closest) =>
        Math.Max(0, Similarity(candidate) - Ranking.ByChance) / Math.Max(0.05f, closest - Ranking.ByChance);
}
