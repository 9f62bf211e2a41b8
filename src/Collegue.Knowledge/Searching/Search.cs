using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Indexing;

namespace Collegue.Knowledge.Searching;

/// <summary>Finds documents, and the passages in them, that an organisation may read and that are valid on the day asked.</summary>
public sealed class Search
{
    private static readonly FrenchAnalysis Analysis = new();
    private static readonly Vocabulary Vocabulary = new(Analysis);

    private readonly KnowledgeIndex _index;
    private readonly QuestionMeaning _meaning;

    internal Search(KnowledgeIndex index, QuestionMeaning meaning) => (_index, _meaning) = (index, meaning);

    /// <summary>The best documents, each with its best passage; none when no document has a word of the question or is close to it in meaning.</summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuery query, CancellationToken cancellation)
    {
        using var lease = await _index.AcquireAsync(cancellation);
        return [.. (await RankAsync(lease, query, cancellation)).Select((ranked, at) => Hit(lease, ranked, at + 1))];
    }

    /// <summary>The best passages of the best <see cref="SearchQuery.Top"/> documents, several of one document where they fit.</summary>
    /// <param name="passages">How many passages at most.</param>
    public async Task<IReadOnlyList<PassageHit>> FindPassagesAsync(SearchQuery query, int passages, CancellationToken cancellation)
    {
        using var lease = await _index.AcquireAsync(cancellation);
        return [.. (await RankAsync(lease, query, cancellation))
            .SelectMany((ranked, at) => ranked.Found.Select(passage => (Ranked: ranked, At: at, passage.Number, passage.Score)))
            .OrderByDescending(row => row.Score + row.Ranked.Share).ThenBy(row => row.At).ThenBy(row => row.Number)
            .Take(Math.Max(0, passages))
            .Select((row, at) => ReadBack.Passage(lease, row.Number, at + 1, row.Score, ReadBack.Document(lease, row.Ranked, row.At + 1)))];
    }

    private async Task<List<RankedDocument>> RankAsync(IndexLease lease, SearchQuery query, CancellationToken cancellation)
    {
        var visible = lease.Catalogue.Visible(query.Organisation, query.Ancestors, query.Collection);
        var question = Question.Read(query.Text, Analysis, Vocabulary, lease.Snapshot.Documents.IndexReader);
        if (visible.Count == 0 || query.Top <= 0)
        {
            return [];
        }

        var meaning = query.Mode == SearchMode.Lexical ? null : await _meaning.OfAsync(lease.Snapshot, query.Text, cancellation);
        if (question.Words.Count == 0 && meaning is null)
        {
            return [];
        }

        var gather = new Candidates(lease, query, question, Vocabulary, meaning);
        List<Candidate> candidates =
        [
            .. gather.Of([.. visible.Where(card => !card.IsNational)], local: true),
            .. gather.Of([.. visible.Where(card => card.IsNational)], local: false),
        ];
        return candidates.Count == 0
            ? []
            : [.. Fusion.Of(candidates, query.Mode, meaning?.Calibration ?? Calibration.Ours)
                .Select(row => new RankedDocument(row.Candidate.Document, row.Score, row.Candidate.Passages, row.Candidate.Closest))
                .OrderByDescending(document => document.Score).ThenBy(document => lease.Snapshot.Map.OrdinalOf(document.Number)).Take(query.Top)];
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
