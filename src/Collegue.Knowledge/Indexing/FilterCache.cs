using System.Collections.Concurrent;
using Collegue.Knowledge.Vectors;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Collegue.Knowledge.Indexing;

/// <summary>Which documents of a snapshot are readable by whom on which day, as one bit a document.</summary>
internal sealed class FilterCache
{
    private const int Kept = 256;

    private readonly ConcurrentDictionary<string, Filter> _filters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RowFilter> _rows = new(StringComparer.Ordinal);

    public Filter Of(IReadOnlyList<CollectionCard> collections, DateOnly day, bool forAgents)
    {
        var key = KeyOf(collections, day, forAgents);
        if (_filters.Count >= Kept)
        {
            _filters.Clear();
        }

        return _filters.GetOrAdd(key, _ => new CachingWrapperFilter(new QueryWrapperFilter(Readable(collections, day, forAgents))));
    }

    /// <summary>The passages of the same documents, for the comparison of vectors.</summary>
    public RowFilter RowsOf(IndexSnapshot snapshot, IReadOnlyList<CollectionCard> collections, DateOnly day, bool forAgents)
    {
        if (_rows.Count >= Kept)
        {
            _rows.Clear();
        }

        return _rows.GetOrAdd(KeyOf(collections, day, forAgents), _ => Rows(snapshot, Of(collections, day, forAgents)));
    }

    private static RowFilter Rows(IndexSnapshot snapshot, Filter filter)
    {
        var rows = new RowFilter(snapshot.Vectors.Rows);
        foreach (var leaf in snapshot.Documents.IndexReader.Leaves)
        {
            var readable = filter.GetDocIdSet((AtomicReaderContext)leaf, null)?.GetIterator();
            while (readable is not null && readable.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                var (first, count) = snapshot.Map.Of(leaf.DocBase + readable.DocID);
                rows.Allow(first, count);
            }
        }

        return rows;
    }

    private static string KeyOf(IReadOnlyList<CollectionCard> collections, DateOnly day, bool forAgents) =>
        string.Join(',', collections.Select(card => card.Id.ToString("N")).Order(StringComparer.Ordinal).Append($"{day.DayNumber}{(forAgents ? "+" : "")}"));

    private static BooleanQuery Readable(IReadOnlyList<CollectionCard> collections, DateOnly day, bool forAgents)
    {
        var any = new BooleanQuery();
        foreach (var card in collections)
        {
            any.Add(new TermQuery(new Term(IndexFields.Collection, card.Id.ToString("N"))), Occur.SHOULD);
        }

        var readable = new BooleanQuery
        {
            { any, Occur.MUST },
            { NumericRangeQuery.NewInt32Range(IndexFields.ValidFrom, null, day.DayNumber, true, true), Occur.MUST },
            { NumericRangeQuery.NewInt32Range(IndexFields.ValidUntil, day.DayNumber, null, true, true), Occur.MUST },
        };
        if (!forAgents)
        {
            readable.Add(new TermQuery(new Term(IndexFields.Audience, Entries.Agents)), Occur.MUST_NOT);
        }

        return readable;
    }
}
