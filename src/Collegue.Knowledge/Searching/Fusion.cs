using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching.Words;

namespace Collegue.Knowledge.Searching;

/// <summary>
/// Puts words and meaning together for the candidates of one question, on the scale of the words, which is that of passages too: the
/// closest document gains <see cref="Ranking.Meaning"/> times what the words of the best one are worth, and a local one counts more.
/// </summary>
internal static class Fusion
{
    public static IEnumerable<RankedDocument> Of(
        IReadOnlyList<Candidate> candidates, SearchMode mode, Question question, Vocabulary vocabulary, Calibration similarities)
    {
        var fits = candidates.Select(candidate => (Candidate: candidate, Title: TitleFit.Of(candidate.TitleWords, question, vocabulary)))
            .Select(row => (row.Candidate, row.Title, Words: mode == SearchMode.Semantic ? 0 : row.Title.Factor * Words(row.Candidate)))
            .Where(row => row.Words > 0 || Similarity(row.Candidate) >= (mode == SearchMode.Semantic ? similarities.ByChance : similarities.CloseEnough)).ToList();
        if (fits.Count == 0)
        {
            return [];
        }

        var words = fits.Max(row => row.Words) is > 0 and var best ? best : 1;
        var closest = fits.Max(row => Similarity(row.Candidate));
        return LocalFirst(question, [.. fits.Select(row => new RankedDocument(row.Candidate, row.Title, row.Words, (row.Candidate.IsLocal ? Ranking.Local : 1) * (mode switch
        {
            SearchMode.Lexical => row.Words,
            SearchMode.Semantic => Nearness(row.Candidate, closest, similarities),
            _ => row.Words + (Ranking.Meaning * words * Nearness(row.Candidate, closest, similarities)),
        })))]);
    }

    /// <summary>
    /// A local document whose title says all that a national title says of the question is on the same subject: it comes before,
    /// unless it fits much worse.
    /// </summary>
    private static IEnumerable<RankedDocument> LocalFirst(Question question, IReadOnlyList<RankedDocument> documents)
    {
        var national = documents.Where(document => !document.Candidate.IsLocal).OrderByDescending(document => document.Score).Take(Ranking.Overruled)
            .Select(document => (document.Score, Said: Said(document, question))).Where(row => row.Said.Count > 0).ToList();
        foreach (var document in documents)
        {
            var overruled = document.Candidate.IsLocal && national.Count > 0
                ? national.Where(row => document.Score >= Ranking.SameSubject * row.Score && row.Said.IsSubsetOf(document.Candidate.TitleWords)).Select(row => row.Score).DefaultIfEmpty().Max()
                : 0;
            yield return overruled >= document.Score ? document with { Score = MathF.BitIncrement(overruled) } : document;
        }
    }

    private static HashSet<string> Said(RankedDocument document, Question question) =>
        document.Candidate.TitleWords.Where(question.Speaks).ToHashSet(StringComparer.Ordinal);

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

    private static float Nearness(Candidate candidate, float closest, Calibration similarities) =>
        Math.Max(0, Similarity(candidate) - similarities.ByChance) / Math.Max(similarities.Least, closest - similarities.ByChance);
}
