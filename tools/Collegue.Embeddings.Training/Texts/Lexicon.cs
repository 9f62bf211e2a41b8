using Collegue.Knowledge.Embedding;

namespace Collegue.Embeddings.Training.Texts;

/// <summary>Numbers for all words met: each written form has a stem, each stem its sequences of letters and how often it came.</summary>
internal sealed class Lexicon(int gramRows)
{
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stems = new(StringComparer.Ordinal);
    private readonly List<int> _stemOfWord = [];
    private readonly List<string> _wordTexts = [];
    private readonly List<string> _stemTexts = [];
    private readonly List<int[]> _grams = [];
    private readonly char[] _buffer = new char[WordReader.LongestWord];

    public int GramRows => gramRows;

    public int Stems => _stemTexts.Count;

    public int StemOf(int word) => _stemOfWord[word];

    public string Word(int word) => _wordTexts[word];

    public string Stem(int stem) => _stemTexts[stem];

    public int[] GramsOf(int stem) => _grams[stem];

    /// <summary>The words of a text, in order.</summary>
    public int[] Read(string text)
    {
        var words = new List<int>();
        var reader = new WordReader(text, _buffer);
        while (reader.Next())
        {
            words.Add(Number(reader.Word.ToString()));
        }

        return [.. words];
    }

    private int Number(string word)
    {
        if (_words.TryGetValue(word, out var known))
        {
            return known;
        }

        var letters = word.PadRight(WordReader.LongestWord).ToCharArray();
        var stem = new string(letters, 0, Stemming.Stem(letters, word.Length));
        if (!_stems.TryGetValue(stem, out var stemNumber))
        {
            stemNumber = _stems[stem] = _stemTexts.Count;
            _stemTexts.Add(stem);
            Span<int> rows = stackalloc int[Grams.Most];
            _grams.Add(rows[..Grams.Rows(stem, gramRows, rows)].ToArray());
        }

        var number = _words[word] = _wordTexts.Count;
        _wordTexts.Add(word);
        _stemOfWord.Add(stemNumber);
        return number;
    }
}
