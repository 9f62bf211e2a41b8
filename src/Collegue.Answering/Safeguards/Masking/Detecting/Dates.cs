using System.Collections.Frozen;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>Dates as people write them: 12/03/1985, 12.3.85, 1985-03-12, 1er mars 1985, mars 1985.</summary>
internal static class Dates
{
    private static readonly FrozenSet<string> Months =
        ("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fev fevr avr juil sept oct nov dec " +
        "january february march april may june july august september october november december").Split(' ').ToFrozenSet();

    /// <summary>The token after the date that begins here; -1 when none does.</summary>
    public static int EndAt(Reading reading, int at)
    {
        if (reading.Is(at, TokenKind.Word) && Months.Contains(reading.Word(at)))
            return IsYear(reading, at + 1) && reading.IsNear(at + 1) ? at + 2 : -1;
        if (!reading.Is(at, TokenKind.Number))
            return -1;
        return Numeric(reading, at) is var end and > 0 ? end : Written(reading, at);
    }

    private static int Numeric(Reading reading, int at)
    {
        var (second, third) = (Next(reading, at), -1);
        if (second > 0)
            third = Next(reading, second);
        if (third < 0)
            return -1;
        var isFrench = Value(reading, at) is >= 1 and <= 31 && Value(reading, second) is >= 1 and <= 12 && (IsYear(reading, third) || reading[third].Length == 2);
        var isIso = IsYear(reading, at) && Value(reading, second) is >= 1 and <= 12 && Value(reading, third) is >= 1 and <= 31;
        return (isFrench || isIso) && !(reading.IsGlued(third + 1) && reading.Is(third + 1, TokenKind.Number)) ? third + 1 : -1;
    }

    private static int Next(Reading reading, int at)
    {
        if (reading.Is(at + 1, TokenKind.Number) && reading.IsNear(at + 1) && reading[at + 1].Length <= 4)
            return at + 1;
        return reading.Is(at + 1, TokenKind.Mark) && reading.Written(at + 1)[0] is '/' or '.' or '-' or '–' && reading.IsNear(at + 1)
            && reading.Is(at + 2, TokenKind.Number) && reading.IsNear(at + 2) ? at + 2 : -1;
    }

    private static int Written(Reading reading, int at)
    {
        if (Value(reading, at) is not (>= 1 and <= 31))
            return -1;
        var month = reading.Word(at + 1) is "er" && reading.IsGlued(at + 1) ? at + 2 : at + 1;
        if (!reading.IsNear(month) || !Months.Contains(reading.Word(month)))
            return -1;
        var year = reading.IsMark(month + 1, '.') ? month + 2 : month + 1;
        return IsYear(reading, year) && reading.IsNear(year) ? year + 1 : month + 1;
    }

    public static bool IsYear(Reading reading, int at) =>
        reading.Is(at, TokenKind.Number) && reading[at].Length == 4 && Value(reading, at) is >= 1880 and <= 2099;

    private static int Value(Reading reading, int at)
    {
        var value = 0;
        if (!reading.Is(at, TokenKind.Number) || reading[at].Length > 4)
            return -1;
        foreach (var digit in reading.Written(at))
            value = (value * 10) + digit - '0';
        return value;
    }
}
