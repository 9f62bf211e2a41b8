using Collegue.Casework.Deadlines;
using Collegue.Storage.Deadlines;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework.Deadlines;

public sealed class CalendarTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 73_000].Select(days => new DateOnly(1990, 1, 1).AddDays(days));
    private static readonly Gen<HolidayRegion> Regions = Gen.Enum<HolidayRegion>();
    private static readonly Gen<Delay> Delays = Gen.Select(Gen.Int[0, 120], Gen.Enum<DelayUnit>(), (amount, unit) => new Delay(unit == DelayUnit.Months ? amount % 13 : amount, unit));

    /// <summary>Dates published for these years.</summary>
    [Theory]
    [InlineData(1954, 4, 18)]
    [InlineData(1981, 4, 19)]
    [InlineData(2000, 4, 23)]
    [InlineData(2008, 3, 23)]
    [InlineData(2011, 4, 24)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2038, 4, 25)]
    [InlineData(2049, 4, 18)]
    [InlineData(2285, 3, 22)]
    public void Easter_falls_on_the_published_day(int year, int month, int day) => Assert.Equal(new DateOnly(year, month, day), Holidays.Easter(year));

    [Fact]
    public void Easter_is_a_sunday_of_spring_in_every_year() =>
        Gen.Int[1583, 4099].Sample(year => Holidays.Easter(year) is { DayOfWeek: DayOfWeek.Sunday } easter
            && easter >= new DateOnly(year, 3, 22) && easter <= new DateOnly(year, 4, 25));

    [Fact]
    public void The_holidays_of_2026_are_those_of_the_law() => Assert.Equal(
        ["2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"],
        Holidays.Of(2026, HolidayRegion.Mainland).Select(holiday => holiday.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(HolidayRegion.AlsaceMoselle, "2026-04-03")]
    [InlineData(HolidayRegion.AlsaceMoselle, "2026-12-26")]
    [InlineData(HolidayRegion.Guadeloupe, "2026-05-27")]
    [InlineData(HolidayRegion.Guyane, "2026-06-10")]
    [InlineData(HolidayRegion.Martinique, "2026-05-22")]
    [InlineData(HolidayRegion.Mayotte, "2026-04-27")]
    [InlineData(HolidayRegion.Reunion, "2026-12-20")]
    [InlineData(HolidayRegion.SaintBarthelemy, "2026-10-09")]
    [InlineData(HolidayRegion.SaintMartin, "2026-05-28")]
    public void A_region_has_its_own_holidays_and_the_others_do_not(HolidayRegion region, string day)
    {
        var holiday = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal([region], Enum.GetValues<HolidayRegion>().Where(one => new WorkingCalendar(one).IsHoliday(holiday)));
    }

    /// <summary>Counted by hand on a calendar.</summary>
    [Theory]
    [InlineData("2026-04-30", 1, DelayUnit.WorkingDays, true, "2026-05-04")] // 1 May is a Friday holiday
    [InlineData("2026-05-07", 3, DelayUnit.WorkingDays, true, "2026-05-13")] // over 8 May
    [InlineData("2026-05-13", 1, DelayUnit.WorkingDays, true, "2026-05-15")] // over Ascension
    [InlineData("2026-12-24", 10, DelayUnit.WorkingDays, true, "2027-01-11")] // over Christmas and New Year's Day
    [InlineData("2026-11-04", 7, DelayUnit.Days, false, "2026-11-11")]
    [InlineData("2026-11-04", 7, DelayUnit.Days, true, "2026-11-12")]
    [InlineData("2026-11-07", 7, DelayUnit.Days, true, "2026-11-16")]
    [InlineData("2026-12-31", 2, DelayUnit.Months, false, "2027-02-28")]
    [InlineData("2027-12-31", 2, DelayUnit.Months, false, "2028-02-29")]
    [InlineData("2026-02-28", 2, DelayUnit.Months, false, "2026-04-28")]
    [InlineData("2026-03-06", 1, DelayUnit.Months, true, "2026-04-07")] // Easter Monday
    public void A_delay_ends_on_the_day_counted_by_hand(string start, int amount, DelayUnit unit, bool moves, string end) =>
        Assert.Equal(Day(end), new WorkingCalendar(HolidayRegion.Mainland).End(Day(start), new Delay(amount, unit), moves));

    [Fact]
    public void Good_friday_is_worked_in_paris_and_not_in_strasbourg()
    {
        var thursday = Day("2026-04-02");

        Assert.Equal(Day("2026-04-03"), new WorkingCalendar(HolidayRegion.Mainland).AddWorkingDays(thursday, 1));
        Assert.Equal(Day("2026-04-07"), new WorkingCalendar(HolidayRegion.AlsaceMoselle).AddWorkingDays(thursday, 1));
    }

    [Fact]
    public void A_delay_that_moves_never_ends_on_a_weekend_or_a_holiday() =>
        Gen.Select(Days, Delays, Regions).Sample((start, delay, region) =>
        {
            var calendar = new WorkingCalendar(region);
            var (plain, moved) = (calendar.End(start, delay, false), calendar.End(start, delay, true));
            return calendar.IsWorkingDay(moved) && moved >= plain && calendar.WorkingDaysBetween(plain.AddDays(-1), moved.AddDays(-1)) == 0;
        });

    [Fact]
    public void Who_comes_later_or_has_longer_never_ends_earlier() =>
        Gen.Select(Days, Gen.Int[0, 40], Delays, Regions).Sample((start, later, delay, region) =>
        {
            var calendar = new WorkingCalendar(region);
            return calendar.End(start.AddDays(later), delay, true) >= calendar.End(start, delay, true)
                && calendar.End(start, delay with { Amount = delay.Amount + 1 }, true) >= calendar.End(start, delay, true);
        });

    [Fact]
    public void Working_days_added_are_working_days_counted() =>
        Gen.Select(Days, Gen.Int[0, 300], Regions).Sample((start, number, region) =>
        {
            var calendar = new WorkingCalendar(region);
            return calendar.WorkingDaysBetween(start, calendar.AddWorkingDays(start, number)) == number;
        });

    [Fact]
    public void What_is_written_of_a_delay_is_read_back() => Delays.Sample(delay => Delay.Parse(delay.ToString()) == delay);

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("7 Weeks")]
    [InlineData("7 1")]
    [InlineData("-7 Days")]
    [InlineData("1001 Days")]
    public void What_is_no_delay_is_refused(string text) => Assert.False(Delay.TryParse(text, out _));

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
