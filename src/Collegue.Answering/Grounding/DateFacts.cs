using System.Globalization;
using System.Text.RegularExpressions;

namespace Collegue.Answering.Grounding;

/// <summary>Dates, school years, times of day, and delays or ages, in plain lower-case text.</summary>
internal static partial class DateFacts
{
    private static readonly string[] Months =
        ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];

    private static readonly string[] Numbers =
    [
        "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze",
        "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
    ];

    public static IEnumerable<(int Start, int Length, string Canonical)> Find(string plain)
    {
        foreach (Match match in Numeric().Matches(plain))
        {
            if (Date(match.Groups["year"].Value, match.Groups["month"].Value, match.Groups["day"].Value) is { } date)
                yield return (match.Index, match.Length, date);
        }
        foreach (Match match in Written().Matches(plain))
        {
            var month = (Array.IndexOf(Months, match.Groups["month"].Value) + 1).ToString(CultureInfo.InvariantCulture);
            var year = match.Groups["year"].Value;
            var days = match.Groups["day"].Captures;
            if (days.Count == 0 && year.Length > 0)
                yield return (match.Index, match.Length, Date(year, month, "")!);
            // The days of "5, 12 et 19 janvier 2026" are three dates; the last holds the month.
            for (var at = 0; at < days.Count; at++)
            {
                var end = at == days.Count - 1 ? match.Index + match.Length : days[at].Index + days[at].Length;
                if (Date(year, month, days[at].Value) is { } date)
                    yield return (days[at].Index, end - days[at].Index, date);
            }
        }
        foreach (Match match in Time().Matches(plain))
        {
            var minutes = match.Groups["minutes"].Value is { Length: > 0 } given ? given : "00";
            yield return (match.Index, match.Length, $"{match.Groups["hours"].Value.PadLeft(2, '0')}:{minutes}");
        }
        foreach (Match match in Duration().Matches(plain))
            yield return (match.Index, match.Length, $"{Number(match.Groups["number"].Value)} {Unit(match.Groups["unit"].Value)}");
        foreach (Match match in Year().Matches(plain))
            yield return (match.Index, match.Length, match.Value.Replace(' ', '-'));
    }

    /// <summary>Whether a date of a source says at least what the sentence says: "15 mai 2020" holds "15 mai".</summary>
    public static bool Holds(string source, string wanted)
    {
        if (source == wanted)
            return true;
        var (there, here) = (source.Split('-'), wanted.Split('-'));
        if (there.Length != here.Length)
            return wanted.Length == 4 && here.Length == 1 && there.Contains(wanted);
        return there.Length == 3 && there.Zip(here).All(part => part.Second == "?" || part.First == part.Second);
    }

    private static string? Date(string year, string month, string day)
    {
        var (m, d) = (Parse(month), Parse(day));
        if (m is < 1 or > 12 || (day.Length > 0 && d is < 1 or > 31))
            return null;
        var y = year.Length == 2 ? "20" + year : year;
        return string.Create(CultureInfo.InvariantCulture, $"{(y.Length == 0 ? "?" : y)}-{m:00}-{(day.Length == 0 ? "?" : d.ToString("00", CultureInfo.InvariantCulture))}");
    }

    private static int Parse(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;

    private static string Number(string written)
    {
        var word = Array.IndexOf(Numbers, written == "une" ? "un" : written);
        return word >= 0 ? word.ToString(CultureInfo.InvariantCulture) : written.Replace(" ", "", StringComparison.Ordinal).Replace(',', '.');
    }

    private static string Unit(string unit) => unit switch
    {
        ['j', ..] => "day",
        ['s', 'e', 'm', ..] => "week",
        ['m', 'o', ..] => "month",
        ['t', ..] => "quarter",
        ['a', ..] => "year",
        ['h', ..] => "hour",
        _ => "minute",
    };

    [GeneratedRegex(@"(?<![\d/.-])(?<day>\d{1,2})[/.](?<month>\d{1,2})[/.](?<year>\d{4}|\d{2})(?![\d/])|(?<![\d/-])(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"(?<![\d,.])((?<day>\d{1,2})( ?er)?((, | et | ou | au |-| - | a )(?<day>\d{1,2})( ?er)?)* )?\b(?<month>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b( (?<year>(19|20)\d{2})(?!\d))?", RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"(?<![\d,.])(?<hours>[01]?\d|2[0-4]) ?h(eures?)? ?(?<minutes>[0-5]\d)(?!\d)|(?<=\b(a|de|et|des|jusqu'a|avant|apres|vers|entre|-) )(?<hours>[01]?\d|2[0-4]) ?h(eures?)?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"(?<![\d,.])\b(?<number>\d{1,3}( \d{3})+|\d+(,\d+)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|vingt) (?<unit>jours?|semaines?|mois|trimestres?|ans?|annees?|heures?|h|minutes?|min)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?<![\d,./-])(?<!\d )(19|20)\d{2}([-/ ](19|20)\d{2})?(?![\d,./-]\d|\d| ?[€%])(?! (euro|habitant|personne|entreprise|commune|m2|km|h\b))", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
