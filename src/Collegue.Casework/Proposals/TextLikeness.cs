using Collegue.Casework.Triage;

namespace Collegue.Casework.Proposals;

/// <summary>How much two messages say the same, from 0 to 1, by the pairs of neighbouring words they share.</summary>
public static class TextLikeness
{
    /// <summary>From here on two messages of one citizen are taken for the same request; measured by <c>bench triage --duplicates</c>.</summary>
    public const double SameRequest = 0.6;

    private const int Longest = 20_000;

    /// <summary>Two kinds of task make two requests, however alike the words: "les horaires de la piscine", "de la médiathèque".</summary>
    public static bool SayTheSame(double likeness, string? task, string? otherTask) =>
        likeness >= SameRequest && (task is null || otherTask is null || task == otherTask);

    /// <summary>Shared pairs divided by the pairs of the shorter message: one that only adds words says the same.</summary>
    public static double Of(string first, string second)
    {
        var (one, other) = (Pairs(first), Pairs(second));
        var fewest = Math.Min(one.Count, other.Count);
        return fewest == 0 ? 0 : one.Count(other.Contains) / (double)fewest;
    }

    private static HashSet<(string, string)> Pairs(string text)
    {
        var words = Words.Read(text.AsSpan(0, Math.Min(text.Length, Longest)));
        return words.Count == 1 ? [(words[0].Folded, "")] : [.. words.Zip(words.Skip(1), (left, right) => (left.Folded, right.Folded))];
    }
}
