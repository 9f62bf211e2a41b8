using System.Globalization;

namespace Collegue.Pages.Admin.Models;

/// <summary>Money is kept in millionths of a euro and typed in euros, with a comma or a point.</summary>
internal static class Euros
{
    private const decimal Most = 1_000_000_000;

    /// <summary>Null when it is no amount, or cannot be kept as typed: a limit of nearly nothing must not become one of nothing.</summary>
    public static long? Parse(string? typed) =>
        decimal.TryParse(typed?.Trim().Replace(',', '.').Replace("€", "", StringComparison.Ordinal).Trim(),
            NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros) && euros <= Most && decimal.IsInteger(euros * 1_000_000)
            ? (long)(euros * 1_000_000)
            : null;

    public static string Typed(long micros) => (micros / 1_000_000m).ToString("0.######", CultureInfo.CurrentCulture);

    public static string Shown(long micros) => micros is > 0 and < 10_000
        ? string.Create(CultureInfo.CurrentCulture, $"{micros / 1_000_000m:0.######} €")
        : string.Create(CultureInfo.CurrentCulture, $"{micros / 1_000_000m:N2} €");
}
