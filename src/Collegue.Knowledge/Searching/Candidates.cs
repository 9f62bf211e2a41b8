using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Vectors;
using Lucene.Net.Search;

namespace Collegue.Knowledge.Searching;

/// <summary>A document that may answer, with what speaks for it.</summary>
/// <param name="Words">Fit of its words, from 0; not bounded.</param>
/// <param name="Similarity">Cosine of its closest passage with the question.</param>
/// <param name="Closest">That passage.</param>
internal sealed record Candidate(int Document, bool IsLocal, float Words, float Similarity, int? Closest, IReadOnlyList<(int Passage, float Score)> Passages);

/// <summary>Gathers the documents that share words with the question and those that are close to it in meaning.</summary>
internal sealed class Candidates(IndexLease lease, SearchQuery query, Question question, Vocabulary vocabulary, Meaning? meaning)
{
    private readonly IndexSnapshot _snapshot = lease.Snapshot;
    private readonly float _enough = meaning is null ? float.PositiveInfinity
        : query.Mode == SearchMode.Semantic ? meaning.Calibration.ByChance : meaning.Calibration.CloseEnough;

    public List<Candidate> Of(IReadOnlyList<CollectionCard> collections, bool local)
    {
        if (collections.Count == 0)
        {
            return [];
        }

        var byWords = ByWords(collections).ToDictionary(found => found.Doc, found => found.Score);
        var documents = byWords.Keys.Union(ByMeaning(collections)).ToList();
        var passages = question.Words.Count == 0 || query.Mode == SearchMode.Semantic ? [] : PassageScoring.Score(_snapshot, question.Over(Ranking.PassageFields), documents);
        return [.. documents.Select(document =>
        {
            var matching = passages.GetValueOrDefault(document, []);
            var (similarity, closest) = Closest(document);
            return new Candidate(document, local, Words(document, byWords.GetValueOrDefault(document), matching), similarity, closest, matching);
        }).Where(candidate => candidate.Words > 0 || candidate.Similarity >= _enough)];
    }

    private float Words(int document, float score, List<(int Passage, float Score)> passages)
    {
        var best = passages.Count == 0 ? 0 : passages.Max(passage => passage.Score);
        return TitleFit.Of(_snapshot.Documents, document, question, vocabulary) * (score + (Ranking.BestPassage * best));
    }

    private ScoreDoc[] ByWords(IReadOnlyList<CollectionCard> collections) => question.Words.Count == 0 || query.Mode == SearchMode.Semantic
        ? []
        : _snapshot.Documents.Search(
            question.Over(Ranking.DocumentFields), _snapshot.Filters.Of(collections, query.Today, query.ForAgents), Ranking.Candidates).ScoreDocs;

    private IEnumerable<int> ByMeaning(IReadOnlyList<CollectionCard> collections) => meaning is null
        ? []
        : VectorScan.Top(meaning.Vectors, meaning.Vector, Ranking.ClosestPassages, _snapshot.Filters.RowsOf(_snapshot, collections, query.Today, query.ForAgents))
            .Select(row => _snapshot.Map.DocumentOf(row.Row));

    private (float Similarity, int? Passage) Closest(int document)
    {
        var (first, count) = _snapshot.Map.Of(document);
        if (meaning is null || count == 0)
        {
            return (0, null);
        }

        var scores = count <= 256 ? stackalloc float[count] : new float[count];
        VectorScan.Score(meaning.Vectors, meaning.Vector, first, scores);
        var best = 0;
        for (var at = 1; at < count; at++)
        {
            if (scores[at] > scores[best])
            {
                best = at;
            }
        }

        return (scores[best], first + best);
    }
}
