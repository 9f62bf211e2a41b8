using Collegue.Knowledge.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Collegue.Knowledge.Searching;

/// <summary>Finds documents, and the passages in them, that an organisation may read and that are valid on the day asked.</summary>
public sealed class Search(KnowledgeIndex index)
{
    private static readonly FrenchAnalysis Analysis = new();
    private static readonly Vocabulary Vocabulary = new(Analysis);

    /// <summary>The best documents, each with its best passage. A question without a word of the index finds nothing.</summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuery query, CancellationToken cancellation)
    {
        using var lease = await index.AcquireAsync(cancellation);
        return [.. Rank(lease, query).Select((ranked, at) => Hit(lease, ranked, at + 1))];
    }

    /// <summary>The best passages of the best <see cref="SearchQuery.Top"/> documents, several of one document where they fit.</summary>
    /// <param name="passages">How many passages at most.</param>
    public async Task<IReadOnlyList<PassageHit>> FindPassagesAsync(SearchQuery query, int passages, CancellationToken cancellation)
    {
        using var lease = await index.AcquireAsync(cancellation);
        return [.. Rank(lease, query)
            .SelectMany((ranked, at) => ranked.Passages.Select(passage => (Ranked: ranked, At: at, passage.Number, passage.Score)))
            .OrderByDescending(row => row.Score + row.Ranked.Share).ThenBy(row => row.At).ThenBy(row => row.Number)
            .Take(Math.Max(0, passages))
            .Select((row, at) => ReadBack.Passage(lease, row.Number, at + 1, row.Score, ReadBack.Document(lease, row.Ranked, row.At + 1)))];
    }

    private static List<RankedDocument> Rank(IndexLease lease, SearchQuery query)
    {
        var visible = lease.Catalogue.Visible(query.Organisation, query.Ancestors, query.Collection);
        var question = Question.Read(query.Text, Analysis, Vocabulary, lease.Snapshot.Documents.IndexReader);
        if (visible.Count == 0 || question.Words.Count == 0 || query.Top <= 0)
        {
            return [];
        }

        var local = Candidates(lease, question, query, [.. visible.Where(card => !card.IsNational)]);
        var national = Candidates(lease, question, query, [.. visible.Where(card => card.IsNational)]);
        var passages = PassageScoring.Score(lease.Snapshot, question.Over(Ranking.PassageFields),
            local.Concat(national).Select(candidate => candidate.Doc));
        return [.. local.Select(candidate => Weigh(candidate, Ranking.Local)).Concat(national.Select(candidate => Weigh(candidate, 1)))
            .OrderByDescending(document => document.Score).ThenBy(document => lease.Snapshot.Map.OrdinalOf(document.Number)).Take(query.Top)];

        RankedDocument Weigh(ScoreDoc candidate, float origin)
        {
            var found = passages.GetValueOrDefault(candidate.Doc, []);
            var best = found.Count == 0 ? 0 : found.Max(passage => passage.Score);
            var title = TitleFit.Of(lease.Snapshot.Documents, candidate.Doc, question, Vocabulary);
            return new RankedDocument(candidate.Doc, origin * title * (candidate.Score + (Ranking.BestPassage * best)), found);
        }
    }

    private static ScoreDoc[] Candidates(IndexLease lease, Question question, SearchQuery query, IReadOnlyList<CollectionCard> collections)
    {
        if (collections.Count == 0)
        {
            return [];
        }

        var filter = lease.Snapshot.Filters.Of(collections, query.Today, query.ForAgents);
        return lease.Snapshot.Documents.Search(question.Over(Ranking.DocumentFields), filter, Ranking.Candidates).ScoreDocs;
    }

    private static SearchHit Hit(IndexLease lease, RankedDocument ranked, int rank)
    {
        var document = ReadBack.Document(lease, ranked, rank);
        var passage = ranked.Best(lease.Snapshot.Map) is { } best ? ReadBack.Passage(lease, best, 1, ranked.Score, document) : null;
        return new SearchHit(rank, document.Score, document.Id, document.Document, document.Title, passage?.Heading, passage?.Situation,
            passage?.Text ?? document.Description ?? document.Title, passage?.Id ?? Guid.Empty, document.Url, document.Updated,
            document.Notice, document.IsLocal, document.Collection, document.CollectionTitle);
    }
}
