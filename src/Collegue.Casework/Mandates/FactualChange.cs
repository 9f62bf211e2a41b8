using System.Text.RegularExpressions;
using Collegue.Answering.Writing.Rewriting;
using Collegue.Casework.Reviewing;

namespace Collegue.Casework.Mandates;

/// <summary>
/// Whether what left differs from the draft in substance: an amount, a date, a delay, a way to reach somebody, a link, an
/// address, any other number, a negation or a condition, or a sentence of the draft that is gone. Doubt counts as a change.
/// </summary>
public static partial class FactualChange
{
    private const double StillThere = 0.6;

    /// <param name="draft">The letter as the colleague wrote it.</param>
    /// <param name="sentences">Those of its sentences that claim something.</param>
    public static bool IsIn(string draft, IReadOnlyList<string> sentences, string sent)
    {
        if (string.Equals(draft, sent, StringComparison.Ordinal))
        {
            return false;
        }

        var words = Words(sent).ToHashSet(StringComparer.Ordinal);
        return !FactComparison.Of(draft, sent).IsSame
            || WordChanges.Compare(draft, sent).Any(part => part.Change != Change.Same && Deciding().IsMatch(part.Text))
            || sentences.Any(sentence => Share(sentence, words) < StillThere);
    }

    /// <summary>
    /// Whether a silent draft says what the agent's own reply says: every figure, date and contact of the reply is in the draft, the draft
    /// contradicts none of them by another of the same kind, and most words of substance of the shorter text are in the other one.
    /// </summary>
    public static bool Agrees(IReadOnlyList<string> sentences, string reply, IReadOnlyList<string> known)
    {
        var draft = string.Join('\n', sentences);
        var frame = string.Join('\n', known);
        var missing = FactComparison.Of(reply, draft + "\n" + frame).Lost;
        if (missing.Count > 0 || Deciding().Count(draft) == 0 != (Deciding().Count(reply) == 0))
        {
            return false;
        }

        var (left, right) = (Words(draft).ToHashSet(StringComparer.Ordinal), Words(reply).ToHashSet(StringComparer.Ordinal));
        var fewer = Math.Min(left.Count, right.Count);
        return fewer > 0 && left.Count(right.Contains) >= fewer * 0.5;
    }

    private static double Share(string sentence, HashSet<string> words)
    {
        var own = Words(sentence).Distinct(StringComparer.Ordinal).ToList();
        return own.Count == 0 ? 1 : (double)own.Count(words.Contains) / own.Count;
    }

    /// <summary>Words of four letters or more and numbers, in lower case: what remains of a sentence said otherwise.</summary>
    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value.ToLowerInvariant());

    [GeneratedRegex(@"\p{L}{4,}|\p{N}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>Words that turn a sentence round or bound it, and numbers in letters.</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(n['’](?=\p{L})|(ne|pas|plus|jamais|aucune?s?|ni|sans|sauf|hors|excepté|seulement|uniquement|si|sinon|obligatoires?|facultati\p{L}*|interdi\p{L}*|impossibles?|gratuit\p{L}*|payant\p{L}*|not|no|never|unless|only|if|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante|cent|mille|moitié|double)(?!\p{L}))",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Deciding();
}
