using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Accounts;

/// <summary>The time in which what is taken of a limit counts together, in coordinated universal time.</summary>
internal readonly record struct LimitWindow(DateTimeOffset Begins, DateTimeOffset Ends)
{
    public static LimitWindow Of(LimitPeriod period, DateTimeOffset now)
    {
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        switch (period)
        {
            case LimitPeriod.Minute:
                var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
                return new(minute, minute.AddMinutes(1));
            case LimitPeriod.Day:
                return new(day, day.AddDays(1));
            case LimitPeriod.Month:
                var month = day.AddDays(1 - day.Day);
                return new(month, month.AddMonths(1));
            default:
                return new(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        }
    }

    public bool Contains(DateTimeOffset now) => now >= Begins && now < Ends;
}
