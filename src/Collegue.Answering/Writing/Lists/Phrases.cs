using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Lists;

/// <summary>Finds phrases of one word or several in a text: the longest that starts at a word, each word belonging to one phrase only.</summary>
internal sealed class Phrases<T>
{
    private const int LongestPhrase = 12;
    private readonly Node _root = new();

    /// <summary>A phrase said again takes the place of the one before.</summary>
    public void Set(string phrase, T value)
    {
        var forms = WordScan.Of(phrase);
        if (forms.Count is 0 or > LongestPhrase)
            return;
        var node = forms.Aggregate(_root, (from, word) => from.Add(word.Form));
        (node.Ends, node.Value) = (true, value);
    }

    public void Remove(string phrase)
    {
        var node = _root;
        foreach (var word in WordScan.Of(phrase))
            node = node?.After(word.Form);
        if (node is not null)
            node.Ends = false;
    }

    /// <summary>In reading order: index of the first word, number of words, value. A phrase does not run over the end of a sentence.</summary>
    public IEnumerable<(int Word, int Words, T Value)> In(WrittenText text)
    {
        foreach (var sentence in text.Sentences)
        {
            for (var at = sentence.FirstWord; at <= sentence.LastWord;)
            {
                if (At(text, at, sentence.LastWord) is { } found)
                {
                    yield return (at, found.Words, found.Value);
                    at += found.Words;
                }
                else
                {
                    at++;
                }
            }
        }
    }

    private (int Words, T Value)? At(WrittenText text, int word, int last)
    {
        (int Words, T Value)? longest = null;
        var node = _root;
        for (var at = word; at <= last && (at == word || Follows(text, at)); at++)
        {
            node = node.After(text[at].Form);
            if (node is null)
                break;
            if (node.Ends)
                longest = (at - word + 1, node.Value!);
        }
        return longest;
    }

    /// <summary>Only white space or an apostrophe stands between the word and the one before.</summary>
    private static bool Follows(WrittenText text, int word)
    {
        var (start, end) = (text[word - 1].End, text[word].Start);
        return end - start <= 3 && text.Text.AsSpan(start, end - start).Trim().TrimStart("'’").IsEmpty;
    }

    /// <summary>What may come after the words read so far.</summary>
    private sealed class Node
    {
        private Dictionary<string, Node>? _after;

        public bool Ends { get; set; }

        public T? Value { get; set; }

        public Node? After(string form) => _after?.GetValueOrDefault(form);

        public Node Add(string form)
        {
            _after ??= new Dictionary<string, Node>(StringComparer.Ordinal);
            if (!_after.TryGetValue(form, out var next))
                _after[form] = next = new Node();
            return next;
        }
    }
}
