using System.Globalization;

namespace Collegue.Design;

/// <summary>Instants on screens are told in the wall clock of the town hall, in the language of the screen.</summary>
internal static class TownHallTime
{
    public static DateTimeOffset Of(DateTimeOffset instant) => Storage.Organisations.TownHallTime.At(instant);

    public static DateOnly DayOf(DateTimeOffset instant) => Storage.Organisations.TownHallTime.DayOf(instant);

    /// <summary>As <c>mardi 24 novembre 2026</c>; the first of a month is <c>1er</c> in French.</summary>
    public static string Long(DateOnly day)
    {
        var culture = CultureInfo.CurrentCulture;
        var number = day.Day == 1 && culture.TwoLetterISOLanguageName == "fr" ? "1er" : day.Day.ToString(culture);
        return $"{day.ToString("dddd", culture)} {number} {day.ToString("MMMM yyyy", culture)}";
    }

    /// <summary>As <c>14:05</c>.</summary>
    public static string Clock(DateTimeOffset instant) => Of(instant).ToString("HH:mm", CultureInfo.CurrentCulture);
}
