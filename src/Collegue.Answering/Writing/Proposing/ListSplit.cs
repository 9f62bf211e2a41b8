using System.Buffers;
using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Proposing;

/// <summary>« Vous devez fournir : a, b et c. » with one line for each thing; the words stay, only the line ends are new.</summary>
internal static class ListSplit
{
    private const int FewestItems = 3;
    private const int LongestItem = 14;
    private static readonly SearchValues<char> Unsafe = SearchValues.Create("()[]«»\":“”?!\n");

    public static Draft? Of(WrittenText text, WrittenSentence sentence)
    {
        var whole = text.Text.AsSpan(sentence.Start, sentence.Length);
        var colon = whole.IndexOf(':');
        if (colon < 0 || colon + 1 >= whole.Length || whole[(colon + 1)..].IndexOfAny(Unsafe) >= 0 || !char.IsWhiteSpace(whole[colon + 1]))
            return null;
        var starts = Starts(text, sentence, sentence.Start + colon + 1);
        if (starts.Count < FewestItems || Longest(starts, sentence) > LongestItem)
            return null;
        List<Edit> edits = [.. starts.Select(word =>
        {
            var start = Before(text, word);
            return new Edit(start, text[word].Start - start, "\n- ");
        })];
        return new Draft(
            ProposalKind.Split, edits, whole.ToString(),
            Edited.Apply(whole.ToString(), edits.Select(edit => edit with { Start = edit.Start - sentence.Start })));
    }

    /// <summary>First words of the things listed, that of the last one being its « et » or « ou »; none when separators are mixed.</summary>
    private static List<int> Starts(WrittenText text, WrittenSentence sentence, int after)
    {
        var starts = new List<int>();
        var commas = text.Text.AsSpan(after, sentence.End - after).Contains(';') ? ';' : ',';
        for (var at = sentence.FirstWord; at <= sentence.LastWord; at++)
        {
            if (text[at].Start < after)
                continue;
            var before = at == 0 ? after : Math.Max(after, text[at - 1].End);
            var separator = text.Text.AsSpan(before, text[at].Start - before);
            if (starts.Count == 0 || separator.Contains(commas) || (text[at].Form is "et" or "ou" && IsLast(text, at, sentence)))
                starts.Add(at);
        }
        return starts.Count > 0 && text[starts[^1]].Form is "et" or "ou" ? starts : [];
    }

    /// <summary>No other « et », « ou » nor separator comes after.</summary>
    private static bool IsLast(WrittenText text, int word, WrittenSentence sentence)
    {
        for (var at = word + 1; at <= Math.Min(sentence.LastWord, word + LongestItem); at++)
        {
            if (text[at].Form is "et" or "ou" || text.Text.AsSpan(text[at - 1].End, text[at].Start - text[at - 1].End).IndexOfAny(",;") >= 0)
                return false;
        }
        return word + LongestItem >= sentence.LastWord;
    }

    private static int Longest(List<int> starts, WrittenSentence sentence) =>
        starts.Select((start, at) => (at + 1 < starts.Count ? starts[at + 1] : sentence.LastWord + 1) - start).Max();

    /// <summary>Where the white space before a word begins: the comma stays.</summary>
    private static int Before(WrittenText text, int word)
    {
        var start = text[word].Start;
        while (start > 0 && char.IsWhiteSpace(text.Text[start - 1]))
            start--;
        return start;
    }
}
