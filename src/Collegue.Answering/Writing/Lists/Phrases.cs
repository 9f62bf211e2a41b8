using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Lists;

/// <summary>Finds phrases of one word or several in a text: the longest that starts at a word, each word belonging to one phrase only.</summary>
internal sealed class Phrases<T>
{
    private const int LongestPhrase = 12;
    private readonly Dictionary<string, List<(string[] Forms, T Value)>> _byFirst = new(StringComparer.Ordinal);

    /// <summary>A phrase said again takes the place of the one before.</summary>
    public void Set(string phrase, T value)
    {
        var forms = FormsOf(phrase);
        if (forms.Length is 0 or > LongestPhrase)
            return;
        Remove(phrase);
        if (!_byFirst.TryGetValue(forms[0], out var list))
            _byFirst[forms[0]] = list = [];
        list.Add((forms, value));
        list.Sort((one, other) => other.Forms.Length.CompareTo(one.Forms.Length));
    }

    public void Remove(string phrase)
    {
        var forms = FormsOf(phrase);
        if (forms.Length > 0 && _byFirst.TryGetValue(forms[0], out var list))
            list.RemoveAll(known => known.Forms.SequenceEqual(forms));
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
        if (!_byFirst.TryGetValue(text[word].Form, out var candidates))
            return null;
        foreach (var (forms, value) in candidates)
        {
            var same = 1;
            while (same < forms.Length && word + same <= last && Follows(text, word + same) && text[word + same].Form == forms[same])
                same++;
            if (same == forms.Length)
                return (same, value);
        }
        return null;
    }

    /// <summary>Only white space or an apostrophe stands between the word and the one before.</summary>
    private static bool Follows(WrittenText text, int word)
    {
        var (start, end) = (text[word - 1].End, text[word].Start);
        return end - start <= 3 && text.Text.AsSpan(start, end - start).Trim().TrimStart("'’").IsEmpty;
    }

    private static string[] FormsOf(string phrase) => [.. WordScan.Of(phrase).Select(word => word.Form)];
}
