using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Collegue.Knowledge.Indexing;

/// <summary>Which documents of a snapshot are readable by whom on which day, as one bit a document.</summary>
internal sealed class FilterCache
{
    private const int Kept = 256;

    private readonly ConcurrentDictionary<string, Filter> _filters = new(StringComparer.Ordinal);

    public Filter Of(IReadOnlyList<CollectionCard> collections, DateOnly day, bool forAgents)
    {
        var key = string.Join(',', collections.Select(card => card.Id.ToString("N")).Order(StringComparer.Ordinal).Append($"{day.DayNumber}{(forAgents ? "+" : "")}"));
        if (_filters.Count >= Kept)
        {
            _filters.Clear();
        }

        return _filters.GetOrAdd(key, _ => new CachingWrapperFilter(new QueryWrapperFilter(Readable(collections, day, forAgents))));
    }

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
