using Collegue.Knowledge.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Collegue.Knowledge.Searching;

/// <summary>The words of a question that the index knows, each with the words that may stand for it.</summary>
internal sealed class Question
{
    private const int LongestText = 20_000;
    private const int WordsRead = 400;
    private const int WordsKept = 32;
    private const int UnknownWordsTried = 6;
    private const int ShortestMisspelt = 4;
    private const int Corrections = 3;
    private const float CorrectionWeight = 0.8f;

    private readonly HashSet<string> _spoken;

    private Question(IReadOnlyList<Word[]> words)
    {
        Words = words;
        _spoken = words.SelectMany(alternatives => alternatives).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlyList<Word[]> Words { get; }

    /// <summary>True when the word, or one that stands for it, is in the question.</summary>
    public bool Speaks(string word) => _spoken.Contains(word);

    /// <summary>A question of stop words only, or of words no document has, has no words here.</summary>
    public static Question Read(string text, FrenchAnalysis analysis, Vocabulary vocabulary, IndexReader documents)
    {
        var words = analysis.Words(text.Length > LongestText ? text[..LongestText] : text, WordsRead);
        var known = new List<(int Rarity, Word[] Word)>();
        var unknown = new List<string>();
        foreach (var word in words)
        {
            Word[] relatives = [.. vocabulary.Relatives(word).Where(relative => Frequency(documents, relative) > 0)
                .Select(relative => new Word(relative, Ranking.Relative))];
            if (Frequency(documents, word) is > 0 and var frequency)
            {
                known.Add((frequency, [new Word(word, 1), .. relatives]));
            }
            else if (relatives.Length > 0)
            {
                known.Add((relatives.Max(relative => Frequency(documents, relative.Text)), relatives));
            }
            else if (word.Length >= ShortestMisspelt)
            {
                unknown.Add(word);
            }
        }

        var kept = known.Count <= WordsKept ? known : known.OrderBy(word => word.Rarity).Take(WordsKept);
        var corrected = unknown.Count > UnknownWordsTried ? [] : unknown.Select(word => Near(documents, word)).Where(near => near.Length > 0);
        return new Question([.. kept.Select(word => word.Word), .. corrected]);
    }

    public Query Over((string Field, float Weight)[] fields)
    {
        var query = new BooleanQuery();
        foreach (var alternatives in Words)
        {
            var best = new DisjunctionMaxQuery(Ranking.OtherFields);
            foreach (var word in alternatives)
            {
                foreach (var (field, weight) in fields)
                {
                    best.Add(new TermQuery(new Term(field, word.Text)) { Boost = weight * word.Weight });
                }
            }

            query.Add(best, Occur.SHOULD);
        }

        return query;
    }

    private static int Frequency(IndexReader documents, string word) =>
        Ranking.DocumentFields.Max(field => documents.DocFreq(new Term(field.Field, word)));

    /// <summary>A misspelt word: those of the index one letter away with the same beginning, the most used first.</summary>
    private static Word[] Near(IndexReader documents, string word)
    {
        if (MultiFields.GetTerms(documents, IndexFields.Body) is not { } terms)
        {
            return [];
        }

        var near = new List<(int Frequency, string Word)>();
        var term = new Term(IndexFields.Body, word);
        var candidates = new FuzzyTermsEnum(terms, new AttributeSource(), term, minSimilarity: 1, prefixLength: 2, transpositions: true);
        while (candidates.MoveNext())
        {
            near.Add((candidates.DocFreq, candidates.Term.Utf8ToString()));
        }

        return [.. near.OrderByDescending(candidate => candidate.Frequency).ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .Take(Corrections).Select(candidate => new Word(candidate.Word, CorrectionWeight))];
    }
}

/// <summary>A word of the index and how much it counts for the word asked.</summary>
internal sealed record Word(string Text, float Weight);
