using System.Collections.Concurrent;
using Collegue.Storage.Deadlines;

namespace Collegue.Casework.Deadlines;

/// <summary>Counts days as the texts do, in the region of an organisation. Safe for concurrent use.</summary>
public sealed class WorkingCalendar
{
    private static readonly ConcurrentDictionary<(int Year, HolidayRegion Region), HashSet<DateOnly>> Known = new();

    private readonly HolidayRegion region;

    public WorkingCalendar(HolidayRegion region) => this.region = region;

    /// <summary>Monday to Friday, public holidays left out.</summary>
    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day);

    public bool IsHoliday(DateOnly day) =>
        Known.GetOrAdd((day.Year, region), of => [.. Holidays.Of(of.Year, of.Region).Select(holiday => holiday.Day)]).Contains(day);

    /// <summary>The day itself when it is a working day, otherwise the next one that is.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The working day that many working days after, the day itself not counted; the day itself for none.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int number)
    {
        for (; number > 0; number--)
        {
            day = OnOrAfter(day.AddDays(1));
        }

        return day;
    }

    /// <summary>Working days after the first day, up to and including the last; 0 when the last is not after the first.</summary>
    public int WorkingDaysBetween(DateOnly first, DateOnly last)
    {
        var number = 0;
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
        {
            number += IsWorkingDay(day) ? 1 : 0;
        }

        return number;
    }

    /// <summary>
    /// Last day of a delay counted from <paramref name="start"/>, which is not counted itself; with <paramref name="moves"/>, never
    /// on a Saturday, a Sunday or a holiday.
    /// </summary>
    public DateOnly End(DateOnly start, Delay delay, bool moves)
    {
        var end = delay.Unit switch
        {
            DelayUnit.WorkingDays => AddWorkingDays(start, delay.Amount),
            DelayUnit.Months => start.AddMonths(delay.Amount),
            _ => start.AddDays(delay.Amount),
        };
        return moves ? OnOrAfter(end) : end;
    }
}
