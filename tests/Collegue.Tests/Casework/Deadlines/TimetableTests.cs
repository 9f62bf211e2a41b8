using Collegue.Casework.Deadlines;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Organisations;
using CsCheck;
using Xunit;

namespace Collegue.Tests.Casework.Deadlines;

public sealed class TimetableTests
{
    private static readonly WorkingCalendar Calendar = new(HolidayRegion.Mainland);
    private static readonly DateOnly Start = new(2026, 3, 2);

    [Fact]
    public void Without_pause_every_date_counts_from_the_day_of_reception()
    {
        var dates = Timetable.Of(Terms(PauseEffect.Suspends), Start, [], Calendar);

        Assert.Equal(new Timetable(new(2026, 3, 3), new(2026, 3, 9), new(2026, 3, 12), new(2026, 5, 2)), dates);
    }

    [Fact]
    public void A_suspended_delay_gives_back_the_days_the_citizen_took()
    {
        var pause = new Pause(new(2026, 3, 5), new(2026, 4, 4), new(2026, 3, 15));

        var dates = Timetable.Of(Terms(PauseEffect.Suspends), Start, [pause], Calendar);

        // Ten days: 2 May becomes 12 May; the objective of 12 March would be Sunday 22 March, and is the Monday.
        Assert.Equal((new DateOnly(2026, 5, 12), new DateOnly(2026, 3, 23)), (dates.SilenceOn, dates.ObjectiveOn));
    }

    [Fact]
    public void A_suspended_delay_goes_on_by_itself_when_the_time_given_is_over()
    {
        var late = new Pause(new(2026, 3, 5), new(2026, 4, 4), new(2026, 6, 30));
        var open = late with { ResumedOn = null };

        Assert.Equal(new DateOnly(2026, 6, 1), Timetable.Of(Terms(PauseEffect.Suspends), Start, [late], Calendar).SilenceOn);
        Assert.Equal(new DateOnly(2026, 6, 1), Timetable.Of(Terms(PauseEffect.Suspends), Start, [open], Calendar).SilenceOn);
    }

    [Fact]
    public void A_delay_that_accepts_begins_when_the_documents_are_there()
    {
        var open = new Pause(new(2026, 3, 5), new(2026, 4, 4), null);

        Assert.Null(Timetable.Of(Terms(PauseEffect.Restarts), Start, [open], Calendar).SilenceOn);
        Assert.Equal(new DateOnly(2026, 5, 20), Timetable.Of(Terms(PauseEffect.Restarts), Start, [open with { ResumedOn = new(2026, 3, 20) }], Calendar).SilenceOn);
    }

    [Fact]
    public void A_rule_without_effect_lets_the_delay_run() =>
        Assert.Equal(new DateOnly(2026, 5, 2), Timetable.Of(Terms(PauseEffect.None), Start, [new Pause(Start, Start.AddDays(30), null)], Calendar).SilenceOn);

    [Fact]
    public void Asking_for_documents_never_brings_a_date_nearer() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 60], Gen.Int[1, 60], Gen.Int[0, 90], Gen.Enum<PauseEffect>()).Sample((from, asked, given, taken, effect) =>
        {
            var start = Start.AddDays(from);
            var pause = new Pause(start.AddDays(asked), start.AddDays(asked + given), start.AddDays(asked + taken));
            var (plain, paused) = (Timetable.Of(Terms(effect), start, [], Calendar), Timetable.Of(Terms(effect), start, [pause], Calendar));
            return paused.ObjectiveOn >= plain.ObjectiveOn && paused.SilenceOn >= plain.SilenceOn && paused.ReceiptOn == plain.ReceiptOn;
        });

    [Theory]
    [InlineData("2026-03-28", "2026-03-28T22:59:59.999Z")] // the last day of winter time
    [InlineData("2026-03-29", "2026-03-29T21:59:59.999Z")] // the hour changes in this day
    [InlineData("2026-10-24", "2026-10-24T21:59:59.999Z")]
    [InlineData("2026-10-25", "2026-10-25T22:59:59.999Z")]
    public void A_day_ends_at_the_midnight_of_the_town_hall(string day, string instant)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var end = TownHallTime.EndOf(on);

        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), end);
        Assert.Equal((on, on.AddDays(1)), (TownHallTime.DayOf(end), TownHallTime.DayOf(end.AddMilliseconds(1))));
    }

    private static RuleTerms Terms(PauseEffect pause) => new()
    {
        Registration = new(1, DelayUnit.WorkingDays),
        Receipt = new(7, DelayUnit.Days),
        Reply = new(10, DelayUnit.Days),
        Silence = new(2, DelayUnit.Months),
        Effect = SilenceEffect.Refuses,
        Documents = new(30, DelayUnit.Days),
        MovesOwn = true,
        Pause = pause,
    };
}
