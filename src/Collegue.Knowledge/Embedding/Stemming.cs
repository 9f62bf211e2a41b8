using Lucene.Net.Analysis.Fr;

namespace Collegue.Knowledge.Embedding;

/// <summary>French light stems; a word with a digit is left as it is.</summary>
internal static class Stemming
{
    private static readonly FrenchLightStemmer Stemmer = new();

    /// <summary>Stems in place and gives the length of the stem.</summary>
    public static int Stem(char[] word, int length) =>
        length < 4 || word.AsSpan(0, length).IndexOfAnyInRange('0', '9') >= 0 ? length : Stemmer.Stem(word, length);
}
