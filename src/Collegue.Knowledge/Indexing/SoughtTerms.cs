using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Collegue.Knowledge.Indexing;

/// <summary>
/// Where words stand in the dictionary of an index, kept from one search to the next: looking one up costs more memory than reading its
/// documents. A fixed number of places, as <see cref="ReadRows{TRow}"/>. Safe for many threads.
/// </summary>
internal sealed class SoughtTerms(IndexSearcher searcher)
{
    private const int Places = 8_192;

    private readonly Kept?[] _kept = new Kept?[Places];

    /// <summary>Null when no document has it.</summary>
    public TermQuery? Query(string field, string stem)
    {
        var term = new Term(field, stem);
        var place = (term.GetHashCode() & int.MaxValue) % Places;
        if (Volatile.Read(ref _kept[place]) is not { } kept || !kept.Term.Equals(term))
        {
            kept = new Kept(term, TermContext.Build(searcher.TopReaderContext, term));
            Volatile.Write(ref _kept[place], kept);
        }

        return kept.Found.DocFreq > 0 ? new TermQuery(kept.Term, kept.Found) : null;
    }

    private sealed record Kept(Term Term, TermContext Found);
}
