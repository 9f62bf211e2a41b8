using System.Globalization;
using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace Collegue.Knowledge.Indexing;

/// <summary>
/// French words as the index keeps them, for documents and questions alike. Accents are folded before stemming, so that a
/// question typed without accents gives the very same stems.
/// </summary>
internal sealed class FrenchAnalysis : Analyzer
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private static readonly CharArraySet StopWords = FoldedStopWords();

    /// <summary>The distinct words of a text, in order; reading stops after <paramref name="limit"/> of them.</summary>
    public IReadOnlyList<string> Words(string text, int limit)
    {
        var words = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var stream = GetTokenStream("text", text);
        var word = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (words.Count < limit && stream.IncrementToken())
        {
            if (seen.Add(word.ToString()!))
            {
                words.Add(word.ToString()!);
            }
        }

        return words;
    }

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var tokenizer = new StandardTokenizer(Version, reader);
        TokenStream words = new ElisionFilter(tokenizer, FrenchAnalyzer.DEFAULT_ARTICLES);
        words = new LowerCaseFilter(Version, words);
        words = new ASCIIFoldingFilter(words);
        words = new StopFilter(Version, words, StopWords);
        return new TokenStreamComponents(tokenizer, new FrenchLightStemFilter(words));
    }

    private static CharArraySet FoldedStopWords()
    {
        var folded = new CharArraySet(Version, FrenchAnalyzer.DefaultStopSet.Count, ignoreCase: true);
        foreach (var word in FrenchAnalyzer.DefaultStopSet)
        {
            folded.Add(string.Concat(word.Normalize(NormalizationForm.FormD)
                .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)));
        }

        return folded.AsReadOnly();
    }
}
