using Collegue.Answering.Grounding;
using Collegue.Answering.Writing.Lists;
using Collegue.Answering.Writing.Reading;

namespace Collegue.Answering.Writing.Proposing;

/// <summary>Whether a changed text says the same numbers, dates, contacts, negations and conditions as before.</summary>
internal static class KeptMeaning
{
    /// <summary>Facts reach no further than this around a change.</summary>
    private const int Around = 120;

    public static bool Holds(string before, string after) => Of(before).SequenceEqual(Of(after));

    /// <summary>Compares what surrounds the edits, so that the cost of a proposal does not grow with the text.</summary>
    public static bool Holds(string text, IReadOnlyList<Edit> edits)
    {
        var start = WordStart(text, Math.Max(0, edits[0].Start - Around));
        var end = WordEnd(text, Math.Min(text.Length, edits[^1].End + Around));
        var near = edits.Select(edit => edit with { Start = edit.Start - start });
        return Holds(text[start..end], Edited.Apply(text[start..end], near));
    }

    /// <summary>Each thing that must be kept, sorted, as many times as it comes.</summary>
    private static List<string> Of(string text)
    {
        var kept = FactFinder.Find(text).Select(fact => $"{fact.Kind} {fact.Canonical}").ToList();
        foreach (var word in WordScan.Of(text))
        {
            if (word.IsNumber)
                kept.Add($"number {word.Form}");
            else if (FrenchWords.Negating.Contains(word.Form))
                kept.Add(word.Form is "ne" or "n" ? "negation" : $"negation {word.Form}");
            else if (FrenchWords.Conditional.Contains(word.Form))
                kept.Add("condition");
        }
        kept.Sort(StringComparer.Ordinal);
        return kept;
    }

    private static int WordStart(string text, int at)
    {
        for (var limit = Math.Max(0, at - Around); at > limit && !char.IsWhiteSpace(text[at - 1]); at--)
        {
        }
        return at;
    }

    private static int WordEnd(string text, int at)
    {
        for (var limit = Math.Min(text.Length, at + Around); at < limit && !char.IsWhiteSpace(text[at]); at++)
        {
        }
        return at;
    }
}
