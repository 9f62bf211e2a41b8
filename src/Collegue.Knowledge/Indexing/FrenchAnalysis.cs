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
    private static readonly FrenchLightStemmer Stemmer = new();

    private readonly Unstemmed _forms = new();

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

    /// <summary>The words of a text as they are written, folded, with their places; of several with one stem the first.</summary>
    public IReadOnlyList<Token> Tokens(string text, int limit)
    {
        var tokens = new List<Token>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var stream = _forms.GetTokenStream("text", text);
        var word = stream.GetAttribute<ICharTermAttribute>();
        var place = stream.GetAttribute<IOffsetAttribute>();
        stream.Reset();
        while (tokens.Count < limit && stream.IncrementToken())
        {
            var form = word.ToString()!;
            var stem = StemOf(form);
            if (seen.Add(stem))
            {
                tokens.Add(new Token(form, stem, place.StartOffset, place.EndOffset));
            }
        }

        return tokens;
    }

    /// <summary>Every word of a text as it is written, folded.</summary>
    public IEnumerable<string> Forms(string text)
    {
        using var stream = _forms.GetTokenStream("text", text);
        var word = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            yield return word.ToString()!;
        }
    }

    /// <summary>The stem of a folded word.</summary>
    public static string StemOf(string form)
    {
        var letters = form.ToCharArray();
        return new string(letters, 0, Stemmer.Stem(letters, letters.Length));
    }

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var (tokenizer, words) = Folded(reader);
        return new TokenStreamComponents(tokenizer, new FrenchLightStemFilter(words));
    }

    protected override void Dispose(bool disposing)
    {
        _forms.Dispose();
        base.Dispose(disposing);
    }

    private static (Tokenizer, TokenStream) Folded(TextReader reader)
    {
        var tokenizer = new StandardTokenizer(Version, reader);
        TokenStream words = new ElisionFilter(tokenizer, FrenchAnalyzer.DEFAULT_ARTICLES);
        words = new LowerCaseFilter(Version, words);
        words = new ASCIIFoldingFilter(words);
        return (tokenizer, new StopFilter(Version, words, StopWords));
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

    private sealed class Unstemmed : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
        {
            var (tokenizer, words) = Folded(reader);
            return new TokenStreamComponents(tokenizer, words);
        }
    }
}

/// <param name="Form">As written, folded: lower case, without accents or elision.</param>
/// <param name="Start">Where it begins in the text, its elided article included.</param>
internal sealed record Token(string Form, string Stem, int Start, int End);
