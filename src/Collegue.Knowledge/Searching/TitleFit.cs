using Collegue.Knowledge.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Collegue.Knowledge.Searching;

/// <summary>How well the title as a whole says what is asked: BM25 sees the words that match, not those that do not.</summary>
internal static class TitleFit
{
    /// <summary>A factor around 1.</summary>
    public static float Of(IndexSearcher documents, int document, Question question, Vocabulary vocabulary)
    {
        var leaves = documents.IndexReader.Leaves;
        var leaf = leaves[ReaderUtil.SubIndex(document, leaves)];
        var stored = new BytesRef();
        leaf.AtomicReader.GetBinaryDocValues(IndexFields.TitleWords)?.Get(document - leaf.DocBase, stored);
        var words = stored.Utf8ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return 1;
        }

        var asked = words.Count(question.Speaks);
        var narrowed = words.Any(word => vocabulary.IsSpecial(word) && !question.Speaks(word));
        return (1 + (Ranking.WholeTitle * asked / words.Length)) * (narrowed ? Ranking.SpecialSituation : 1);
    }
}
