using System.Globalization;
using Collegue.Casework;

namespace Collegue.Pages.Desk.Cases;

/// <summary>Reads when a reply is to leave.</summary>
internal static class SendingHour
{
    /// <summary>
    /// The instant of a typed date and time of the town hall (<c>2026-11-30T08:00</c>); without one, now plus the seconds to think again.
    /// Null when it cannot be read or is past.
    /// </summary>
    public static DateTimeOffset? Of(string? typed, DateTimeOffset now, CaseworkOptions options)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return now.AddSeconds(options.UndoSeconds);
        }

        return DateTime.TryParseExact(typed.Trim(), ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && Storage.Organisations.TownHallTime.Instant(local) is var instant && instant > now
            ? instant
            : null;
    }
}
