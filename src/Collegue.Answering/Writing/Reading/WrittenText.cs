using Collegue.Answering.Extracting;

namespace Collegue.Answering.Writing.Reading;

/// <summary>A text cut once into words and sentences, which all that looks at it shares.</summary>
internal sealed class WrittenText
{
    private readonly List<WrittenWord> _words;

    private WrittenText(string text, List<WrittenWord> words, List<WrittenSentence> sentences) => (Text, _words, Sentences) = (text, words, sentences);

    public string Text { get; }

    public IReadOnlyList<WrittenSentence> Sentences { get; }

    public int Words => _words.Count;

    /// <summary>How many times a word was looked at: what bounds the work done on a text.</summary>
    public long Looks { get; private set; }

    public WrittenWord this[int index]
    {
        get
        {
            Looks++;
            return _words[index];
        }
    }

    public static WrittenText Of(string text)
    {
        var words = WordScan.Of(text);
        var sentences = new List<WrittenSentence>();
        var word = 0;
        for (var start = 0; start < text.Length;)
        {
            var block = BlockEnd(text, start);
            while (start < block)
            {
                var end = SentenceBoundary.Next(text, start, block);
                word = Add(text, start, end, words, word, sentences);
                start = end;
            }
            start = block + 1;
        }
        return new WrittenText(text, words, sentences);
    }

    /// <summary>A line that goes on with a small letter is one the mail program broke; any other line end ends a sentence.</summary>
    private static int BlockEnd(string text, int start)
    {
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == '\n' && !(at + 1 < text.Length && char.IsLower(text[at + 1]) && at > start && text[at - 1] != '\n'))
                return at;
        }
        return text.Length;
    }

    private static int Add(string text, int start, int end, List<WrittenWord> words, int word, List<WrittenSentence> sentences)
    {
        var first = word;
        while (word < words.Count && words[word].Start < end)
            word++;
        if (word == first)
            return word;
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is '-' or '–' or '—' or '•' or '*'))
            start++;
        while (end > words[word - 1].End && char.IsWhiteSpace(text[end - 1]))
            end--;
        sentences.Add(new WrittenSentence(start, end - start, first, word - first));
        return word;
    }
}
