using System.Globalization;
using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Reading;

/// <summary>A number that is a day, a month or an hour, in the French order whatever the order of the format.</summary>
internal sealed partial class XlsxDateFormat
{
    private const double Last = 2_958_466;
    private const int DaysTo1904 = 1462;

    private static readonly string[] Months =
    [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    private readonly bool day;
    private readonly bool month;
    private readonly bool year;
    private readonly bool inWords;
    private readonly bool clock;
    private readonly bool elapsed;

    private XlsxDateFormat(string letters, bool elapsed)
    {
        // An m after an hour or before a second is a minute.
        var withoutMinutes = Minutes().Replace(letters, "");
        (day, month, year) = (withoutMinutes.Contains('d', StringComparison.Ordinal), withoutMinutes.Contains('m', StringComparison.Ordinal),
            withoutMinutes.Contains('y', StringComparison.Ordinal));
        inWords = withoutMinutes.Contains("mmm", StringComparison.Ordinal);
        clock = letters.AsSpan().IndexOfAny('h', 's') >= 0;
        this.elapsed = elapsed;
    }

    /// <summary>Null when the format is not one of dates.</summary>
    /// <param name="raw">The same with its brackets: "[h]" counts hours beyond a day.</param>
    public static XlsxDateFormat? Of(string code, string raw)
    {
        var elapsed = Elapsed().IsMatch(raw);
        var letters = string.Concat(Bare(code).ToLowerInvariant().Where(letter => letter is 'd' or 'm' or 'y' or 'h' or 's'));
        return elapsed || letters.Length > 0 ? new XlsxDateFormat(letters, elapsed) : null;
    }

    /// <summary>A format without the words it prints as they are.</summary>
    public static string Bare(string code) => Literals().Replace(code, "");

    /// <summary>Null when the number is no date.</summary>
    public string? Show(double value, bool since1904)
    {
        if (elapsed)
            return Math.Abs(value) < Last ? string.Create(CultureInfo.InvariantCulture, $"{(long)(value * 24)} h {(long)Math.Round(value * 1440) % 60:00}") : null;
        if (value is < 0 or >= Last - DaysTo1904)
            return null;
        var moment = DateTime.FromOADate(Math.Round((value + (since1904 ? DaysTo1904 : 0)) * 86400) / 86400);
        var parts = new[] { month || year || day ? Date(moment) : "", clock ? Time(moment) : "" };
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private string Date(DateTime moment) => (day, month, year, inWords) switch
    {
        (true, true, true, false) => moment.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        (true, true, true, true) => $"{Day(moment)} {Months[moment.Month - 1]} {moment.Year}",
        (true, true, false, _) => $"{Day(moment)} {Months[moment.Month - 1]}",
        (false, true, true, _) => $"{Months[moment.Month - 1]} {moment.Year}",
        (false, true, false, _) => Months[moment.Month - 1],
        (false, false, true, _) => moment.Year.ToString(CultureInfo.InvariantCulture),
        _ => moment.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
    };

    private static string Day(DateTime moment) => moment.Day == 1 ? "1er" : moment.Day.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTime moment) => moment.Second == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{moment.Hour} h {moment.Minute:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{moment.Hour} h {moment.Minute:00} min {moment.Second:00} s");

    [GeneratedRegex(@"\[(?:h+|m+|s+)\]", RegexOptions.IgnoreCase)]
    private static partial Regex Elapsed();

    [GeneratedRegex(@"""[^""]*""|\\.|_.|\*.|AM/PM|A/P", RegexOptions.IgnoreCase)]
    private static partial Regex Literals();

    [GeneratedRegex("(?<=h+)m+|m+(?=s)")]
    private static partial Regex Minutes();
}
