namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>How far a name goes: capitalised words of one line, with their hyphens, apostrophes, particles and initials.</summary>
internal static class NameSpan
{
    private const int MostParts = 5;

    /// <summary>The token after the name that begins here; -1 when what stands here cannot be a name.</summary>
    public static int EndAt(Reading reading, int at)
    {
        var (end, parts) = (-1, 0);
        while (parts < MostParts && at < reading.Count && (parts == 0 || reading.IsNear(at)))
        {
            var start = at;
            // "Jean de la Fontaine": particles belong to the name when a part of it follows.
            for (var particles = 0; particles < 3 && NameWords.Particles.Contains(reading.Word(at)) && !reading.IsCapitalised(at); particles++)
            {
                at++;
                if (reading.IsMark(at, '\'') || reading.IsMark(at, '’'))
                    at++;
                if (!reading.IsNear(at))
                    return end;
            }

            if (!reading.IsCapitalised(at) || (at > start && parts == 0 && !IsParticleOfNobility(reading, start)))
                return end;
            // "Mme Le Goff", "M. El Amrani", and not "M. Le Maire".
            while (NameWords.Particles.Contains(reading.Word(at)) && reading[at].Length >= 2 && reading.IsNear(at + 1) && !reading.IsGlued(at + 1) && reading.IsCapitalised(at + 1)
                && !NameWords.IsOther(reading.Word(at + 1)))
                at++;
            var after = PartEnd(reading, at);
            var word = reading.Word(at);
            var isInitial = reading[at].Length == 1 && after == at + 1 && reading.IsMark(at + 1, '.') && reading.IsCapitalised(at + 2);
            if (parts > 0 && reading[at].Length == 1 && after == at + 1 && !isInitial && !(reading.Is(after, TokenKind.Word) && reading.IsNear(after)))
                return after; // "Hamza B."
            if (!isInitial && NameWords.IsOther(word) && after == at + 1 && !(parts > 0 && reading.IsUpper(at) && reading.IsUpper(at - 1)))
                return end;
            if (reading[at].Length == 1 && after == at + 1)
            {
                // An initial: "J. Dupont".
                if (!isInitial)
                    return end;
                after = at + 2;
            }

            (end, at, parts) = (after, after, parts + 1);
        }

        return end;
    }

    /// <summary>One or two words in small letters that are no words of the language known here.</summary>
    public static int SmallEndAt(Reading reading, int at)
    {
        if (!IsSmallName(reading, at))
            return -1;
        var end = PartEnd(reading, at);
        return NameWords.MayBeFirstName(reading.Word(at)) && reading.IsNear(end) && IsSmallName(reading, end) ? PartEnd(reading, end) : end;
    }

    /// <summary>After one word and the words joined to it: Jean-Pierre, N'Diaye.</summary>
    public static int PartEnd(Reading reading, int at)
    {
        var end = at + 1;
        while (reading.Is(end, TokenKind.Mark) && reading.IsGlued(end) && reading.Written(end)[0] is '-' or '\'' or '’' or '‑' or '‐'
            && reading.Is(end + 1, TokenKind.Word) && reading.IsGlued(end + 1) && (reading.IsCapitalised(end + 1) || !reading.IsCapitalised(at) || (reading[end + 1].Length == 1 && !reading.IsMark(end, '-'))))
            end += 2;
        return end;
    }

    public static string Plain(Reading reading, int at, int end) => string.Concat(Enumerable.Range(at, end - at).Select(reading.Word));

    private static bool IsSmallName(Reading reading, int at) =>
        reading.Is(at, TokenKind.Word) && reading[at].Length >= 3 && !NameWords.IsOther(reading.Word(at)) && !NameWords.Particles.Contains(reading.Word(at));

    private static bool IsParticleOfNobility(Reading reading, int at) =>
        reading.Word(at) is "de" or "du" or "d" or "van" or "von" or "el" or "ben" or "le" or "la" or "da" or "di" && !(reading.Word(at) is "le" or "la");
}
