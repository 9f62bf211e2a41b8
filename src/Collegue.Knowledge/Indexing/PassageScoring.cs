using Collegue.Knowledge.Searching;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Collegue.Knowledge.Indexing;

/// <summary>Scores the passages of chosen documents only: documents are ranges of passages, so scoring jumps from one to the next.</summary>
internal static class PassageScoring
{
    /// <summary>The matching passages of each document, in reading order.</summary>
    public static Dictionary<int, List<ScoredPassage>> Score(
        IndexSnapshot snapshot, Query query, IEnumerable<int> documents)
    {
        var found = new Dictionary<int, List<ScoredPassage>>();
        var weight = snapshot.Passages.CreateNormalizedWeight(query);
        var leaves = snapshot.Passages.IndexReader.Leaves;
        var leaf = -1;
        Scorer? scorer = null;
        foreach (var (document, first, count) in documents.Select(document => (document, Range: snapshot.Map.Of(document)))
                     .Select(row => (row.document, row.Range.First, row.Range.Count)).Where(row => row.Count > 0).OrderBy(row => row.First))
        {
            while (leaf < 0 || first >= leaves[leaf].DocBase + leaves[leaf].Reader.MaxDoc)
            {
                leaf++;
                scorer = weight.GetScorer((AtomicReaderContext)leaves[leaf], null);
            }

            if (scorer is not null && Matches(scorer, first - leaves[leaf].DocBase, count, leaves[leaf].DocBase, snapshot.Map) is { Count: > 0 } matches)
            {
                found[document] = matches;
            }
        }

        return found;
    }

    private static List<ScoredPassage> Matches(Scorer scorer, int first, int count, int docBase, PassageMap map)
    {
        var matches = new List<ScoredPassage>();
        var passage = scorer.DocID < first ? scorer.Advance(first) : scorer.DocID;
        while (passage < first + count)
        {
            matches.Add(new ScoredPassage(docBase + passage, scorer.GetScore(), map.KindOf(docBase + passage)));
            passage = scorer.NextDoc();
        }

        return matches;
    }
}
