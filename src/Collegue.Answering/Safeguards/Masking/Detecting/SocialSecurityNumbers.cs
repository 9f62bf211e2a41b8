using System.Globalization;
using System.Text.RegularExpressions;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>
/// The thirteen characters of the register of persons (sex, year, month, place, order), mostly followed by a key of two digits. One whose
/// key is wrong is masked where the words before it say what it is, or its groups do: a typing error makes it no less personal.
/// </summary>
internal static partial class SocialSecurityNumbers
{
    private const int Whole = 15;
    private const int WithoutKey = 13;
    private const int Context = 70;
    private static readonly int[] Groups = [1, 2, 2, 2, 3, 3];

    public static void Find(Reading reading, Found found, bool onlyWithKey)
    {
        for (var at = 0; at < reading.Count; at++)
        {
            if (reading.Is(at, TokenKind.Number) && !found.IsTaken(at) && !IsInsideCode(reading, at) && End(reading, at, onlyWithKey) is var end and > 0
                && found.Take(DataKind.SocialSecurity, at, end))
                at = end - 1;
        }
    }

    private static int End(Reading reading, int at, bool onlyWithKey)
    {
        var code = Code.Read(reading, at, Whole, next => reading.Is(next, TokenKind.Number) || IsCorsica(reading, next));
        var characters = code.Characters;
        if (characters.Length >= Whole && code.EndOf(Whole) is var whole and > 0 && !IsGluedToMore(reading, whole))
        {
            if (Shape().IsMatch(characters[..WithoutKey]) && HasKey(characters[..Whole]))
                return whole;
            if (!onlyWithKey && (IsTold(reading, at) || (Shape().IsMatch(characters[..WithoutKey]) && IsGrouped(code))))
                return whole;
        }

        if (characters.Length < WithoutKey || code.EndOf(WithoutKey) is not (var bare and > 0) || IsGluedToMore(reading, bare))
            return -1;
        var told = IsTold(reading, at);
        var shaped = Shape().IsMatch(characters[..WithoutKey]);
        if (reading.Word(bare) is "cle" && reading.IsNear(bare))
        {
            var key = reading.IsMark(bare + 1, ':') ? bare + 2 : bare + 1;
            if (reading.Is(key, TokenKind.Number) && reading[key].Length == 2 && (shaped || told))
                return key + 1;
        }

        return !onlyWithKey && (told || (shaped && (IsGrouped(code) || Months().IsMatch(characters)))) ? bare : -1;
    }

    private static bool IsTold(Reading reading, int at) =>
        reading.HasBefore(at, Context, "secu", " nir ", "nir :", "nir:", "n° ss", "numero ss", "immatricul", "assure", "vitale", "insee");

    private static bool IsGrouped(Code code) => code.Sizes.Take(Groups.Length).SequenceEqual(Groups)
        || (code.Ends.Count > Groups.Length && code.Characters.Contains('A') | code.Characters.Contains('B'));

    private static bool HasKey(string number)
    {
        var digits = number[..WithoutKey].Replace("2A", "19", StringComparison.Ordinal).Replace("2B", "18", StringComparison.Ordinal);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && int.TryParse(number[WithoutKey..], NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            && key == 97 - (value % 97);
    }

    private static bool IsCorsica(Reading reading, int at) =>
        reading.Is(at, TokenKind.Word) && reading[at].Length == 1 && reading.IsGlued(at) && reading.Word(at) is "a" or "b"
        && reading.Is(at - 1, TokenKind.Number) && reading.Word(at - 1).EndsWith('2');

    /// <summary>A word or a figure stands right before or after it: it is a part of something else.</summary>
    private static bool IsInsideCode(Reading reading, int at) => reading.IsGlued(at) && !reading.Is(at - 1, TokenKind.Mark);

    private static bool IsGluedToMore(Reading reading, int end) => reading.IsGlued(end) && !reading.Is(end, TokenKind.Mark);

    [GeneratedRegex(@"^[1-478]\d\d(0[1-9]|1[0-2]|[2-9]\d)(\d\d|2[AB])\d{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^[12]\d\d(0[1-9]|1[0-2])(0[1-9]|[1-8]\d|9[0-9]|2[AB])", RegexOptions.CultureInvariant)]
    private static partial Regex Months();
}
