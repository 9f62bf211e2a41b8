using System.Runtime.InteropServices;

namespace Collegue.Casework.Triage.Classifying;

/// <summary>Words [Start, End) of a message.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stretch(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>
/// The sentences of a message, and pieces of those that are long: what makes a message human-only is often said in one clause
/// of an ordinary request, where the whole would drown it.
/// </summary>
internal static class Stretches
{
    /// <summary>A stretch of names, or of fewer words, says nothing by itself.</summary>
    public const int FewestWeighed = 2;

    private const int Fewest = 3;
    private const int Longest = 16;
    private const int Step = 8;
    private const int Most = 48;

    /// <summary>
    /// Nothing for a message of one short sentence, which is read whole anyway; of a long message, the stretches where a signal was
    /// read first, then the others spread over it.
    /// </summary>
    public static IReadOnlyList<Stretch> Of(RuleReading reading)
    {
        var words = reading.Words;
        var cut = new List<Stretch>();
        var start = 0;
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at].EndsSentence || at + 1 == words.Count)
            {
                Add(cut, start, at + 1);
                start = at + 1;
            }
        }

        if (cut.Count == 1 && cut[0].Length == words.Count)
            return [];
        return cut.Count <= Most ? cut : [.. Telling(cut, reading)];
    }

    private static IEnumerable<Stretch> Telling(List<Stretch> cut, RuleReading reading)
    {
        var signals = reading.Signals.SelectMany(found => found.Matches).Select(match => match.Start).Order().ToList();
        var telling = cut.Where(stretch => signals.BinarySearch(stretch.Start) is var at && (at >= 0 || (~at < signals.Count && signals[~at] < stretch.End)))
            .Take(Most / 2).ToList();
        var others = Most - telling.Count;
        return telling.Concat(Enumerable.Range(0, others).Select(at => cut[(int)((long)at * cut.Count / others)]));
    }

    private static void Add(List<Stretch> cut, int start, int end)
    {
        for (; end - start > Longest; start += Step)
            cut.Add(new Stretch(start, start + Longest));
        if (end - start >= Fewest)
            cut.Add(new Stretch(start, end));
    }
}
