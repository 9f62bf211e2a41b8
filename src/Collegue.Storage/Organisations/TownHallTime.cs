namespace Collegue.Storage.Organisations;

/// <summary>Instants are stored in universal time; letters, screens and validity dates speak the clock of the town hall.</summary>
public static class TownHallTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(At(clock.GetUtcNow()).Date);
}
