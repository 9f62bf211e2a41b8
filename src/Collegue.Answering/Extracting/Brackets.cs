using System.Globalization;
using System.Text.RegularExpressions;

namespace Collegue.Answering.Extracting;

/// <summary>
/// Figures that a question gives of something ("un quotient familial de 742") and sentences that hold for a bracket of it ("entre 501 et 900"):
/// those of the other brackets do not answer.
/// </summary>
internal sealed partial class Brackets
{
    private const int Before = 4;

    private readonly IReadOnlyList<(double Value, HashSet<string> Of)> _figures;

    private Brackets(IReadOnlyList<(double, HashSet<string>)> figures) => _figures = figures;

    public static Brackets In(string question)
    {
        var plain = Plain(question);
        return new Brackets([.. Figure().Matches(plain).Select(match => (Number(match.Value), Named(plain, match))).Where(figure => figure.Item2.Count > 0)]);
    }

    /// <summary>True when all that the sentence says of the same thing is for other figures.</summary>
    public bool Exclude(string sentence)
    {
        if (_figures.Count == 0)
            return false;
        var plain = Plain(sentence);
        var ranges = Range().Matches(plain).Select(match => (Holds: Bounds(match), Of: Named(plain, match))).ToList();
        return _figures.Any(figure => ranges.Where(range => range.Of.Overlaps(figure.Of)).ToList() is { Count: > 0 } same && !same.Exists(range => range.Holds(figure.Value)));
    }

    private static Func<double, bool> Bounds(Match range)
    {
        var value = Number(range.Groups["n"].Value);
        if (range.Groups["to"].Success)
            return figure => figure >= value && figure <= Number(range.Groups["to"].Value);
        if (range.Groups["below"].Success)
            return figure => figure < value;
        if (range.Groups["most"].Success || range.Groups["ormost"].Success)
            return figure => figure <= value;
        if (range.Groups["above"].Success)
            return figure => figure > value;
        return figure => figure >= value;
    }

    /// <summary>The words just before and just after that say what is counted; a unit alone does not.</summary>
    private static HashSet<string> Named(string plain, Match match) =>
    [
        .. Words.Of(plain[..match.Index]).TakeLast(Before).Concat(Words.Of(plain[(match.Index + match.Length)..]).Take(2))
            .Where(word => !Vocabulary.IsStop(word) && !Vocabulary.IsWeak(word) && !Vocabulary.SaysKind(word) && !char.IsDigit(word.Plain[0]) && !Unit().IsMatch(word.Plain))
            .SelectMany(word => Vocabulary.StartingWith(word.Stem).Where(same => same.Phrase.Length == 1).SelectMany(same => same.Others).SelectMany(phrase => phrase).Prepend(word.Stem)),
    ];

    private static string Plain(string text) => Words.Fold(text).Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private static double Number(string written) =>
        double.TryParse(written.Replace(" ", "", StringComparison.Ordinal).Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    [GeneratedRegex(@"(?<![\d,.])\d{1,3}(?: \d{3})+(?:,\d+)?(?![\d])|(?<![\d,.])\d+(?:,\d+)?(?![\d])", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();

    private const string One = @"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?";

    [GeneratedRegex($@"\b(?:entre|de) (?<n>{One})(?: ?€| euros)? (?:et|a) (?<to>{One})\b"
        + $@"|\b(?<most>inferieure?s? ou egale?s? a|jusqu'a|n'excede pas|ne depasse pas|au plus|maximum de|maximum) (?<n>{One})\b"
        + $@"|\b(?<below>moins de|inferieure?s? a) (?<n>{One})\b"
        + $@"|\b(?:superieure?s? ou egale?s? a|a partir de|au moins|minimum de|minimum) (?<n>{One})\b"
        + $@"|\b(?<above>plus de|superieure?s? a|au-dela de) (?<n>{One})\b"
        + $@"|\b(?<n>{One})(?: ?€| euros)? (?:(?<ormost>ou moins|et moins|au plus|maximum)|ou plus|et plus|au moins|minimum)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex("^(ans?|annees?|mois|jours?|semaines?|heures?|h|euros?|m2|metres?|km|pour|cent)$", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();
}
