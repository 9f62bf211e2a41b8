using Collegue.Storage.Deadlines;

namespace Collegue.Casework.Deadlines;

/// <summary>
/// Public holidays, computed: Code du travail L3133-1 for the whole country, L3134-13 for Alsace and Moselle, L3422-2 for the
/// abolition of slavery overseas.
/// </summary>
public static class Holidays
{
    /// <summary>The holidays of a year, in order, with the key of their name.</summary>
    public static IReadOnlyList<Holiday> Of(int year, HolidayRegion region)
    {
        var easter = Easter(year);
        List<Holiday> days =
        [
            new(new DateOnly(year, 1, 1), "new-year"),
            new(easter.AddDays(1), "easter-monday"),
            new(new DateOnly(year, 5, 1), "labour"),
            new(new DateOnly(year, 5, 8), "victory"),
            new(easter.AddDays(39), "ascension"),
            new(easter.AddDays(50), "whit-monday"),
            new(new DateOnly(year, 7, 14), "national"),
            new(new DateOnly(year, 8, 15), "assumption"),
            new(new DateOnly(year, 11, 1), "all-saints"),
            new(new DateOnly(year, 11, 11), "armistice"),
            new(new DateOnly(year, 12, 25), "christmas"),
        ];
        if (region == HolidayRegion.AlsaceMoselle)
        {
            days.Add(new(easter.AddDays(-2), "good-friday"));
            days.Add(new(new DateOnly(year, 12, 26), "saint-stephen"));
        }
        else if (Abolition(region) is var (month, day))
        {
            days.Add(new(new DateOnly(year, month, day), "abolition"));
        }

        return [.. days.OrderBy(holiday => holiday.Day)];
    }

    /// <summary>Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher), for any year since 1583.</summary>
    public static DateOnly Easter(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = Math.DivRem(year, 100);
        var (leapCenturies, afterLeap) = Math.DivRem(century, 4);
        var correction = (century + 8) / 25;
        var moon = (century - correction + 1) / 3;
        var epact = ((19 * golden) + century - leapCenturies - moon + 15) % 30;
        var (leaps, rest) = Math.DivRem(ofCentury, 4);
        var weekday = (32 + (2 * afterLeap) + (2 * leaps) - epact - rest) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var (month, day) = Math.DivRem(epact + weekday - (7 * late) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }

    private static (int Month, int Day)? Abolition(HolidayRegion region) => region switch
    {
        HolidayRegion.Mayotte => (4, 27),
        HolidayRegion.Martinique => (5, 22),
        HolidayRegion.Guadeloupe => (5, 27),
        HolidayRegion.SaintMartin => (5, 28),
        HolidayRegion.Guyane => (6, 10),
        HolidayRegion.SaintBarthelemy => (10, 9),
        HolidayRegion.Reunion => (12, 20),
        _ => null,
    };
}

public sealed record Holiday(DateOnly Day, string Name);
