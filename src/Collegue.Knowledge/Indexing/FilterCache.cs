using System.Collections.Concurrent;
using System.Globalization;
using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Vectors;
using Collegue.Storage.Knowledge;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Collegue.Knowledge.Indexing;

/// <summary>Which documents of a snapshot a question may find, as one bit a document; kept for the questions that come often.</summary>
internal sealed class FilterCache
{
    private const int Kept = 256;

    private readonly ConcurrentDictionary<string, Filter> _filters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RowFilter> _rows = new(StringComparer.Ordinal);

    public Filter Of(Gathering gathering)
    {
        if (gathering.Query.Documents is not null)
        {
            return Make(gathering);
        }

        if (_filters.Count >= Kept)
        {
            _filters.Clear();
        }

        return _filters.GetOrAdd(KeyOf(gathering), _ => Make(gathering));
    }

    /// <summary>The passages of the same documents, for the comparison of vectors.</summary>
    public RowFilter RowsOf(IndexSnapshot snapshot, Gathering gathering)
    {
        if (gathering.Query.Documents is not null)
        {
            return Rows(snapshot, Make(gathering));
        }

        if (_rows.Count >= Kept)
        {
            _rows.Clear();
        }

        return _rows.GetOrAdd(KeyOf(gathering), _ => Rows(snapshot, Of(gathering)));
    }

    private static CachingWrapperFilter Make(Gathering gathering) => new(new QueryWrapperFilter(Readable(gathering)));

    private static RowFilter Rows(IndexSnapshot snapshot, Filter filter)
    {
        var rows = new RowFilter(snapshot.Vectors.Rows);
        foreach (var leaf in snapshot.Documents.IndexReader.Leaves)
        {
            var readable = filter.GetDocIdSet((AtomicReaderContext)leaf, null)?.GetIterator();
            while (readable is not null && readable.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                var (first, count) = snapshot.Map.Rows.Of(snapshot.Map.Of(leaf.DocBase + readable.DocID));
                rows.Allow(first, count);
            }
        }

        return rows;
    }

    private static string KeyOf(Gathering gathering)
    {
        var query = gathering.Query;
        return string.Join('\n', gathering.Collections.Select(card => card.Id.ToString("N")).Order(StringComparer.Ordinal)
            .Append(query.Today.DayNumber.ToString(CultureInfo.InvariantCulture)).Append(query.ForAgents ? "+" : "-")
            .Append(query.Audience ?? "").Append(query.Theme ?? ""));
    }

    private static BooleanQuery Readable(Gathering gathering)
    {
        var (query, day) = (gathering.Query, gathering.Query.Today.DayNumber);
        var readable = new BooleanQuery
        {
            { Any(IndexFields.Collection, gathering.Collections.Select(card => card.Id.ToString("N"))), Occur.MUST },
            { NumericRangeQuery.NewInt32Range(IndexFields.ValidFrom, null, day, true, true), Occur.MUST },
            { NumericRangeQuery.NewInt32Range(IndexFields.ValidUntil, day, null, true, true), Occur.MUST },
        };
        if (!query.ForAgents)
        {
            readable.Add(new TermQuery(new Term(IndexFields.Audience, Entries.Agents)), Occur.MUST_NOT);
        }

        if (query.Audience is { } audience)
        {
            readable.Add(new TermQuery(new Term(IndexFields.Audience, audience)), Occur.MUST);
        }

        if (query.Theme is { } theme)
        {
            readable.Add(new TermQuery(new Term(IndexFields.Theme, theme)), Occur.MUST);
        }

        if (query.Documents is { } documents)
        {
            readable.Add(Any(IndexFields.Id, documents.Select(id => id.ToString("N"))), Occur.MUST);
        }

        return readable;
    }

    private static ConstantScoreQuery Any(string field, IEnumerable<string> values) =>
        new(new FieldCacheTermsFilter(field, [.. values]));
}
