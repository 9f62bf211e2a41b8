using System.Collections.Frozen;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>Dates told to be those of a birth, and those that stand right after a name. Other dates say nothing of a person.</summary>
internal static class BirthDates
{
    private const int MostBetween = 9;
    private static readonly FrozenSet<string> Born = "ne nee nes nees nè born geboren naquit anniversaire dob".Split(' ').ToFrozenSet();
    private static readonly FrozenSet<string> Connectors =
        "le la les l du de des d au est sont en jour mon ma mes ton sa son votre nos notre fils fille enfant enfants mari femme epoux epouse conjoint bebe pere mere on date a jj mm aaaa complete exacte of birth is".Split(' ').ToFrozenSet();

    public static void Find(Reading reading, Found found)
    {
        for (var at = 0; at < reading.Count; at++)
        {
            if (reading.Is(at, TokenKind.Word) && Born.Contains(reading.Word(at)))
                After(reading, found, at, IsAny);
            else if (reading.Word(at) is "naissance" or "naissances" or "birth" or "nais")
                After(reading, found, at, word => Connectors.Contains(word));
        }
    }

    /// <summary>"Jean Dupont, 12/03/1985": a date with its year right after a name, or in brackets after it.</summary>
    public static void FindBesideNames(Reading reading, Found found)
    {
        var ends = found.Of(DataKind.Person).Select(name => name.End).ToHashSet();
        for (var at = 1; at < reading.Count; at++)
        {
            var before = at;
            while (before > 0 && at - before < 2 && reading.Is(before - 1, TokenKind.Mark) && reading.Written(before - 1)[0] is ',' or '(' or '-' or ';' or '–')
                before--;
            if (before > 0 && before < at && ends.Contains(reading[before - 1].End) && Dates.EndAt(reading, at) is var end and > 0
                && Dates.IsYear(reading, end - 1) | Dates.IsYear(reading, at) && !found.IsTaken(at))
                found.Take(DataKind.BirthDate, at, end);
        }
    }

    private static void After(Reading reading, Found found, int told, Func<string, bool> mayStandBetween)
    {
        var dates = 0;
        var limit = told + MostBetween;
        for (var at = told + 1; at < reading.Count && at <= limit; at++)
        {
            if (Dates.EndAt(reading, at) is var end and > 0)
            {
                if (found.IsTaken(at) || !found.Take(DataKind.BirthDate, at, end))
                    return;
                // Several children: "nés le … et le …".
                (at, limit) = (end - 1, end + 3);
                if (++dates > 6)
                    return;
                continue;
            }

            if (reading.Is(at, TokenKind.Mark) ? !IsPlain(reading, at) : !reading.Is(at, TokenKind.Word) || !(dates > 0 ? reading.Word(at) is "et" or "le" or "and" or "moi" or "lui" or "elle" or "l" or "autre" : mayStandBetween(reading.Word(at))))
                return;
        }
    }

    /// <summary>"Les enfants nés à partir du 1er janvier 2018" is about nobody.</summary>
    private static bool IsAny(string word) => word is not ("partir" or "apres" or "avant" or "depuis" or "jusqu" or "entre" or "before" or "after" or "since" or "plus" or "moins" or "pas");

    private static bool IsPlain(Reading reading, int at) => reading.Written(at)[0] is ':' or '(' or ')' or ',' or '-' or '\'' or '’' or '/' or '·' or '.' or '*' or '=';
}
