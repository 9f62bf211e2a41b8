namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>
/// French numbers of ten digits however grouped, international ones, and other numbers of eight to fifteen digits after words that announce
/// a telephone. Short numbers (15, 115, 3939) are public: they are left.
/// </summary>
internal static class Phones
{
    private const int French = 10;
    private const int LongestForeign = 15;
    private const int ShortestForeign = 8;

    public static void Find(Reading reading, Found found)
    {
        for (var at = 0; at < reading.Count; at++)
        {
            if (!reading.Is(at, TokenKind.Number) || found.IsTaken(at) || (reading.IsGlued(at) && reading.Is(at - 1, TokenKind.Word))
                || IsDecimal(reading, at))
                continue;
            var first = reading.IsMark(at - 1, '+') && reading.IsGlued(at) ? at - 1 : at;
            if (End(reading, first, at) is var end and > 0 && found.Take(DataKind.Phone, first, end))
                at = end - 1;
        }
    }

    private static int End(Reading reading, int first, int at)
    {
        var digits = Digits(reading, at);
        var characters = digits.Characters;
        if (first < at || characters.StartsWith("00", StringComparison.Ordinal))
            return International(reading, digits, characters, first < at ? 0 : 2);
        if (characters.Length >= French && characters[0] == '0' && characters[1] != '0' && digits.EndOf(French) is var french and > 0
            && IsFrench(digits) && !IsGluedToMore(reading, french))
            return french;
        if (digits.Ends[0].Length == 11 && characters.StartsWith("33", StringComparison.Ordinal) && characters[2] != '0' && !IsGluedToMore(reading, at + 1))
            return at + 1;
        return IsTold(reading, at) ? Longest(reading, digits, ShortestForeign) : -1;
    }

    private static int International(Reading reading, Code digits, string characters, int skipped)
    {
        var number = characters[skipped..];
        if (number.StartsWith("33", StringComparison.Ordinal))
        {
            var national = number.Length > 2 && number[2] == '0' ? 12 : 11;
            if (digits.EndOf(national + skipped) is var end and > 0)
                return end;
        }

        return number.Length > 0 && number[0] != '0' ? Longest(reading, digits, ShortestForeign + skipped) : -1;
    }

    private static int Longest(Reading reading, Code digits, int shortest)
    {
        var whole = digits.Ends.LastOrDefault(end => end.Length <= LongestForeign + 2);
        return whole.Length >= shortest && !IsGluedToMore(reading, whole.End) ? whole.End : -1;
    }

    /// <summary>Digits in groups; the zero that is not dialled from abroad may be in brackets.</summary>
    private static Code Digits(Reading reading, int at) => Code.Read(reading, at, LongestForeign + 2, next =>
        reading.Is(next, TokenKind.Number), " .-/()\u00A0\u202F");

    private static bool IsFrench(Code digits)
    {
        var groups = digits.Ends.TakeWhile(end => end.Length <= French).Count();
        var sizes = digits.Sizes.Take(groups).ToList();
        var slashed = digits.Separators.Take(groups - 1).Any(separator => separator.Contains('/', StringComparison.Ordinal));
        var isDate = sizes is [2, 2, 4, ..] && digits.Characters[4..6] is "19" or "20";
        return !isDate && (!slashed || sizes.TrueForAll(size => size == 2)) && sizes.Count <= 6;
    }

    private static bool IsTold(Reading reading, int at) => reading.HasBefore(at, 30,
        "tel ", "tel:", "tel.", "tel :", "telephone", "portable", "mobile", "joindre au", "joignable au", "appeler au", "appelez", "rappeler au", "whatsapp", "sms", "fixe", "fax", "phone")
        && !reading.HasBefore(at, 30, "dossier", "reference", "siret");

    /// <summary>The second part of a decimal, a date or another number with marks in it.</summary>
    private static bool IsDecimal(Reading reading, int at) =>
        reading.Is(at - 1, TokenKind.Mark) && reading.Written(at - 1)[0] is ',' or '.' or '-' or '/'
        && reading.IsGlued(at) && reading.IsGlued(at - 1)
        && reading.Is(at - 2, TokenKind.Number);

    private static bool IsGluedToMore(Reading reading, int end) => reading.IsGlued(end) && reading.Is(end, TokenKind.Word);
}
