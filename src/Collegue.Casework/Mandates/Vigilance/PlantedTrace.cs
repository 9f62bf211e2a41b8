using System.Text.RegularExpressions;
using Collegue.Answering.Grounding;
using Collegue.Storage.Mandates;

namespace Collegue.Casework.Mandates.Vigilance;

/// <summary>
/// Tells whether a planted error is still in a text, however the rest was reworded, spaced or capitalised. In doubt it is: a text
/// with a trace of it does not leave.
/// </summary>
internal static partial class PlantedTrace
{
    private const double SameSentence = 0.7;
    private const double SameCondition = 0.6;

    public static bool IsIn(string text, PlantedSentence planted) => planted.Kind switch
    {
        ErrorKind.MissingCondition => LacksCondition(text, planted),
        ErrorKind.WrongService => HoldsWord(text, planted.Wrong),
        _ => HoldsFact(text, planted.Wrong),
    };

    public static bool HoldsWord(string text, string word) => Words(text).Contains(Fold(word), StringComparer.Ordinal);

    private static bool HoldsFact(string text, string wrong)
    {
        var looked = Facts(wrong);
        return Facts(text).Any(looked.Contains) || Fold(text).Contains(Fold(wrong), StringComparison.Ordinal);
    }

    private static HashSet<(string, string)> Facts(string text) => [.. FactFinder.Find(text).Select(fact => (fact.Kind, fact.Canonical))];

    private static bool LacksCondition(string text, PlantedSentence planted)
    {
        var (said, condition) = (Words(planted.Planted).Distinct().ToList(), Words(planted.Wrong).Distinct().ToList());
        return Sentences().Split(text).Select(sentence => Words(sentence).ToHashSet(StringComparer.Ordinal))
            .Any(words => said.Count(words.Contains) >= said.Count * SameSentence && condition.Count(words.Contains) < condition.Count * SameCondition);
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(Fold(text)).Select(match => match.Value);

    /// <summary>Lower case, any run of blanks as one space.</summary>
    private static string Fold(string text) => Blanks().Replace(text.ToLowerInvariant(), " ").Replace('’', '\'');

    [GeneratedRegex(@"[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"[\s\u00A0\u202F]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?<=[.!?;])\s+|\n+", RegexOptions.CultureInvariant)]
    private static partial Regex Sentences();
}
