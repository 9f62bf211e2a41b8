namespace Collegue.Storage.Drafts;

/// <summary>A sentence of a text, without the spaces around it.</summary>
public readonly record struct SentenceCut(int Start, int Length);

/// <summary>Cuts a letter into its sentences: at line ends, and after a point, a question or exclamation mark before a capital.</summary>
public static class SentenceCuts
{
    public static IReadOnlyList<SentenceCut> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cuts = new List<SentenceCut>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] is '.' or '!' or '?' or '…' && Ends(text, at)))
            {
                Add(cuts, text, start, at + 1);
                start = at + 1;
            }
        }

        Add(cuts, text, start, text.Length);
        return cuts;
    }

    /// <summary>The sentences themselves.</summary>
    public static IReadOnlyList<string> Texts(string text) => [.. Of(text).Select(cut => text.Substring(cut.Start, cut.Length))];

    private static bool Ends(string text, int at)
    {
        var next = at + 1;
        while (next < text.Length && text[next] is ' ' or '\u00A0' or '\u202F')
        {
            next++;
        }

        // "art. L. 131", "M. Dupont", "Mme. X": a short word before the point is an abbreviation.
        return next > at + 1 && next < text.Length && (char.IsUpper(text[next]) || text[next] is '«' or '-' or '–') && WordBefore(text, at) > 2;
    }

    private static int WordBefore(string text, int at)
    {
        if (text[at] != '.')
        {
            return int.MaxValue;
        }

        var begin = at;
        while (begin > 0 && !char.IsWhiteSpace(text[begin - 1]))
        {
            begin--;
        }

        return char.IsAsciiDigit(text[at - 1 < 0 ? 0 : at - 1]) ? int.MaxValue : at - begin;
    }

    private static void Add(List<SentenceCut> cuts, string text, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || (text[start] is '-' or '–' && start + 1 < end && text[start + 1] == ' ')))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (end > start)
        {
            cuts.Add(new SentenceCut(start, end - start));
        }
    }
}
