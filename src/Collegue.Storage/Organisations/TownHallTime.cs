namespace Collegue.Storage.Organisations;

/// <summary>Instants are stored in universal time; letters, screens and validity dates speak the clock of the town hall.</summary>
public static class TownHallTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The instant of a wall clock reading; one that the change of hour skips is read an hour later, one that it repeats is the first.</summary>
    public static DateTimeOffset Instant(DateTime local) => Zone switch
    {
        _ when Zone.IsInvalidTime(local) => Instant(local.AddHours(1)),
        _ when Zone.IsAmbiguousTime(local) => new DateTimeOffset(local, Zone.GetAmbiguousTimeOffsets(local).Max()),
        _ => new DateTimeOffset(local, Zone.GetUtcOffset(local)),
    };

    /// <summary>The day it is at the town hall.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).Date);

    /// <summary>The last stored instant of the day, also on the days the hour changes.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        Instant(day.AddDays(1).ToDateTime(TimeOnly.MinValue)).AddMilliseconds(-1).ToUniversalTime();

    /// <summary>The middle of a day: the instant of something of which only the day is known.</summary>
    public static DateTimeOffset Noon(DateOnly day) => Instant(day.ToDateTime(new TimeOnly(12, 0))).ToUniversalTime();

    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(At(clock.GetUtcNow()).Date);
}
