using Collegue.Knowledge.Searching.Words;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Collegue.Knowledge.Indexing;

/// <summary>A question as Lucene scores it: each word counts in its best form and its best field, a little in the others.</summary>
internal static class QuestionQuery
{
    public static Query Over(this Question question, (string Field, float Weight)[] fields)
    {
        var query = new BooleanQuery();
        foreach (var word in question.Words)
        {
            var best = new DisjunctionMaxQuery(Ranking.OtherFields);
            foreach (var alternative in word.Alternatives)
            {
                if (alternative.Stems.Count > 1)
                {
                    best.Add(All(alternative, fields));
                    continue;
                }

                foreach (var (field, weight) in fields)
                {
                    best.Add(new TermQuery(new Term(field, alternative.Stems[0])) { Boost = weight * alternative.Weight });
                }
            }

            query.Add(best, Occur.SHOULD);
        }

        return query;
    }

    private static BooleanQuery All(Alternative alternative, (string Field, float Weight)[] fields)
    {
        var all = new BooleanQuery();
        foreach (var stem in alternative.Stems)
        {
            var one = new DisjunctionMaxQuery(Ranking.OtherFields);
            foreach (var (field, weight) in fields)
            {
                one.Add(new TermQuery(new Term(field, stem)) { Boost = weight * alternative.Weight });
            }

            all.Add(one, Occur.MUST);
        }

        return all;
    }
}
