namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>Payment cards: 13 to 19 digits of a known network with their key (Luhn), or four groups of four after words that announce one.</summary>
internal static class CardNumbers
{
    private static readonly int[] Lengths = [19, 18, 17, 16, 15, 13];

    public static void Find(Reading reading, Found found)
    {
        for (var at = 0; at < reading.Count; at++)
        {
            if (!reading.Is(at, TokenKind.Number) || found.IsTaken(at) || reading.Written(at)[0] is not (>= '2' and <= '6')
                || (reading.IsGlued(at) && reading.Is(at - 1, TokenKind.Word)))
                continue;
            var code = Code.Read(reading, at, 19, next => reading.Is(next, TokenKind.Number));
            foreach (var length in Lengths)
            {
                if (code.EndOf(length) is var end and > 0
                    && (HasKey(code.Characters.AsSpan(0, length)) || (length == 16 && reading.HasBefore(at, 50, "carte", "cb ", "visa", "mastercard")))
                    && IsWritten(code, length) && found.Take(DataKind.Card, at, end))
                {
                    at = end - 1;
                    break;
                }
            }
        }
    }

    /// <summary>In one run or in groups of at least three: a list of small numbers is no card.</summary>
    private static bool IsWritten(Code code, int length) =>
        code.Ends.TakeWhile(end => end.Length <= length).Count() is 1 || code.Sizes.Take(3).All(size => size >= 4);

    private static bool HasKey(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[^(at + 1)] - '0';
            sum += at % 2 == 0 ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9;
        }

        return sum % 10 == 0;
    }
}
