using System.Collections.Frozen;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>Number plates: AA-123-AA since 2009, 1234 AB 56 before. Without their hyphens or in small letters, only where words tell a vehicle.</summary>
internal static class Plates
{
    private static readonly FrozenSet<string> Units =
        "KM KG GO MO HT EUR CV CM MM BIS TER MB GB KWH KVA DB TTC RUE AV BD LOT BAT APT ET OU DE DU LE LA AU EN UN ART CP BP TSA CS".Split(' ').ToFrozenSet();

    public static void Find(Reading reading, Found found)
    {
        for (var at = 0; at < reading.Count; at++)
        {
            if (found.IsTaken(at) || (reading.IsGlued(at) && !reading.Is(at - 1, TokenKind.Mark)))
                continue;
            var end = reading.Is(at, TokenKind.Word) ? NewEnd(reading, at) : OldEnd(reading, at);
            if (end > 0 && !reading.IsGlued(end) | reading.Is(end, TokenKind.Mark) && found.Take(DataKind.Plate, at, end))
                at = end - 1;
        }
    }

    private static int NewEnd(Reading reading, int at)
    {
        if (!AreLetters(reading, at))
            return -1;
        var (number, first) = Next(reading, at);
        if (!reading.Is(number, TokenKind.Number) || reading[number].Length != 3)
            return -1;
        var (last, second) = Next(reading, number);
        if (!reading.Is(last, TokenKind.Word) || !AreLetters(reading, last) || first != second)
            return -1;
        var isClear = first == '-' || (reading.IsUpper(at) && reading.IsUpper(last));
        return isClear || IsTold(reading, at) ? last + 1 : -1;
    }

    private static int OldEnd(Reading reading, int at)
    {
        if (!reading.Is(at, TokenKind.Number) || reading[at].Length > 4)
            return -1;
        var (letters, first) = Next(reading, at);
        if (!reading.Is(letters, TokenKind.Word) || reading[letters].Length is < 1 or > 3 || !(reading.IsUpper(letters) || reading[letters].Length >= 2) || Units.Contains(reading.Written(letters).ToString().ToUpperInvariant()))
            return -1;
        var (place, _) = Next(reading, letters);
        if (reading.Word(place) is "2" && reading.IsGlued(place + 1) && reading.Word(place + 1) is "a" or "b" && reading.IsUpper(letters))
            return place + 2;
        if (!reading.Is(place, TokenKind.Number) || reading[place].Length is not (2 or 3) || reading.IsMark(place + 1, '€') || reading.IsMark(place + 1, '%'))
            return -1;
        var isClear = reading.IsUpper(letters) && reading[letters].Length >= 2 && reading[at].Length >= 3 && (first == ' ' || first == '-' || reading[at].Length == 4);
        return isClear || IsTold(reading, at) ? place + 1 : -1;
    }

    /// <summary>The next token of the plate, and what stands before it: a hyphen, a space, or nothing ('.').</summary>
    private static (int At, char Separator) Next(Reading reading, int at)
    {
        if (reading.IsGlued(at + 1))
            return reading.IsMark(at + 1, '-') && reading.IsGlued(at + 2) ? (at + 2, '-') : (at + 1, '.');
        if (reading.IsNear(at + 1))
            return reading.IsMark(at + 1, '-') && reading.IsNear(at + 2) ? (at + 2, '-') : (at + 1, ' ');
        return (-1, ' ');
    }

    private static bool AreLetters(Reading reading, int at) =>
        reading.Is(at, TokenKind.Word) && reading[at].Length == 2 && reading.Written(at).IndexOfAnyExceptInRange('A', 'z') < 0 && reading.Word(at).IndexOfAny(['i', 'o', 'u']) < 0;

    private static bool IsTold(Reading reading, int at) =>
        reading.HasBefore(at, 80, "plaque", "immatricul", "vehicule", "voiture", "scooter", "moto", "camion", "fourgon", "camping", "epave", "stationne");
}
