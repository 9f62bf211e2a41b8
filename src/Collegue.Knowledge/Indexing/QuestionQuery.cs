using Collegue.Knowledge.Searching.Words;
using Lucene.Net.Search;

namespace Collegue.Knowledge.Indexing;

/// <summary>A question as Lucene scores it: each word counts in its best form and its best field, a little in the others.</summary>
internal static class QuestionQuery
{
    public static Query Over(this Question question, (string Field, float Weight)[] fields, SoughtTerms terms)
    {
        var query = new BooleanQuery();
        foreach (var word in question.Words)
        {
            var best = new DisjunctionMaxQuery(Ranking.OtherFields);
            foreach (var alternative in word.Alternatives)
            {
                if (alternative.Stems.Count > 1)
                {
                    best.Add(All(alternative, fields, terms));
                    continue;
                }

                AddTo(best, alternative.Stems[0], alternative.Weight, fields, terms);
            }

            if (best.Disjuncts.Count > 0)
            {
                query.Add(best, Occur.SHOULD);
            }
        }

        return query;
    }

    private static BooleanQuery All(Alternative alternative, (string Field, float Weight)[] fields, SoughtTerms terms)
    {
        var all = new BooleanQuery();
        foreach (var stem in alternative.Stems)
        {
            var one = new DisjunctionMaxQuery(Ranking.OtherFields);
            AddTo(one, stem, alternative.Weight, fields, terms);
            all.Add(one, Occur.MUST);
        }

        return all;
    }

    private static void AddTo(DisjunctionMaxQuery query, string stem, float weight, (string Field, float Weight)[] fields, SoughtTerms terms)
    {
        foreach (var (field, own) in fields)
        {
            if (terms.Query(field, stem) is { } found)
            {
                found.Boost = own * weight;
                query.Add(found);
            }
        }
    }
}
