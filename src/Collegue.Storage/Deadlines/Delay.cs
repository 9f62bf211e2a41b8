using System.Globalization;

namespace Collegue.Storage.Deadlines;

/// <summary>A length of time as a text of law gives it; stored as <c>7 Days</c>.</summary>
public readonly record struct Delay(int Amount, DelayUnit Unit)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Unit}");

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else and for amounts below 0 or above 1,000.</summary>
    public static bool TryParse(string? text, out Delay delay)
    {
        var parts = (text ?? "").Split(' ');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount <= 1000
            && Enum.TryParse<DelayUnit>(parts[1], out var unit) && Enum.IsDefined(unit) && !char.IsAsciiDigit(parts[1][0]))
        {
            delay = new Delay(amount, unit);
            return true;
        }

        delay = default;
        return false;
    }

    public static Delay Parse(string text) => TryParse(text, out var delay) ? delay : throw new FormatException($"'{text}' is not a delay such as '7 Days'.");
}

public enum DelayUnit
{
    /// <summary>Every day of the calendar.</summary>
    Days,

    /// <summary>Monday to Friday, public holidays left out (jours ouvrés).</summary>
    WorkingDays,

    /// <summary>Date to date; the end of a shorter month stands for a day it does not have.</summary>
    Months,
}
