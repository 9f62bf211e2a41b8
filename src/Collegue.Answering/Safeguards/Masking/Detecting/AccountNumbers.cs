using System.Collections.Frozen;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>
/// IBAN of any country with their key (97), those mistyped where their length or the words before tell them, and French account numbers
/// (RIB) after words that announce one.
/// </summary>
internal static class AccountNumbers
{
    private const int Shortest = 15;
    private const int Longest = 34;
    private const int Rib = 23;
    private const int Context = 60;

    private static readonly FrozenDictionary<string, int> Lengths =
        "AD24 AE23 AT20 BA20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 DZ26 EE20 ES24 FI18 FR27 GB22 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21 MA28 MC27 MD24 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 SN28 TN24 TR26 UA29"
            .Split(' ').ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry[2..], System.Globalization.CultureInfo.InvariantCulture));

    public static void Find(Reading reading, Found found)
    {
        for (var at = 0; at < reading.Count; at++)
        {
            if (found.IsTaken(at))
                continue;
            var end = reading.Is(at, TokenKind.Word) ? IbanEnd(reading, at) : reading.Is(at, TokenKind.Number) ? RibEnd(reading, at) : -1;
            if (end > 0 && found.Take(DataKind.Iban, at, end))
                at = end - 1;
        }
    }

    private static int IbanEnd(Reading reading, int at)
    {
        if (reading[at].Length != 2 || !char.IsAsciiLetter(reading.Written(at)[0]) || !char.IsAsciiLetter(reading.Written(at)[1])
            || !reading.Is(at + 1, TokenKind.Number) || !reading.IsNear(at + 1) || reading[at + 1].Length < 2 || (reading.IsGlued(at) && !reading.Is(at - 1, TokenKind.Mark)))
            return -1;
        var code = Code.Read(reading, at, Longest, next => reading.Is(next, TokenKind.Number) || (reading.Is(next, TokenKind.Word) && IsAscii(reading.Written(next))), " .-\u00A0\u202F");
        var characters = code.Characters;
        if (Lengths.TryGetValue(characters[..2], out var length))
            return characters.Length >= length && (code.EndOf(length) is var end and > 0) && (HasKey(characters[..length]) || HasDigits(characters[..length]) || IsTold(reading, at)) ? end : -1;
        if (!IsTold(reading, at) && !(reading.IsUpper(at) && reading.IsGlued(at + 1)))
            return -1;
        foreach (var (candidate, after) in Enumerable.Reverse(code.Ends))
        {
            if (candidate is >= Shortest and <= Longest && HasKey(characters[..candidate]))
                return after;
        }

        return -1;
    }

    private static int RibEnd(Reading reading, int at)
    {
        if (!IsTold(reading, at))
            return -1;
        var code = Code.Read(reading, at, Rib, next => reading.Is(next, TokenKind.Number) || (reading.Is(next, TokenKind.Word) && reading[next].Length <= 11 && IsAscii(reading.Written(next)) && reading.IsUpper(next)));
        return code.EndOf(Rib);
    }

    private static bool IsTold(Reading reading, int at) => reading.HasBefore(at, Context, "iban", "rib", "compte", "banque", "bancaire");

    /// <summary>More than half of it is digits: a word of the text has none.</summary>
    private static bool HasDigits(string characters) => characters.Count(char.IsAsciiDigit) * 2 > characters.Length;

    private static bool HasKey(string iban)
    {
        var rest = 0;
        for (var at = 0; at < iban.Length; at++)
        {
            var letter = iban[(at + 4) % iban.Length];
            rest = char.IsAsciiDigit(letter) ? ((rest * 10) + letter - '0') % 97 : ((rest * 100) + letter - 'A' + 10) % 97;
        }

        return rest == 1 && char.IsAsciiDigit(iban[2]) && char.IsAsciiDigit(iban[3]);
    }

    private static bool IsAscii(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetter(letter))
                return false;
        }

        return true;
    }
}
