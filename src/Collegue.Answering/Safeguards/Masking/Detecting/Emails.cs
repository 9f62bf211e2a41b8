namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>E-mail addresses, also written to escape robots: <c>nom (at) domaine.fr</c>, <c>nom arobase domaine point fr</c>.</summary>
internal static class Emails
{
    private const int MostTokens = 24;

    public static void Find(Reading reading, Found found)
    {
        for (var at = 0; at < reading.Count; at++)
        {
            if (reading.IsMark(at, '@'))
                Around(reading, found, at, at + 1);
            else if (reading.Word(at) is "at" or "arobase" or "arobas" && reading.Is(at, TokenKind.Word))
                Spelt(reading, found, at);
        }
    }

    private static void Around(Reading reading, Found found, int at, int next)
    {
        var first = at;
        while (at - first < MostTokens && first > 0 && reading.IsGlued(first) && IsLocal(reading, first - 1))
            first--;
        while (first < at && reading.Is(first, TokenKind.Mark) && !reading.IsMark(first, '_'))
            first++;
        if (first == at)
            return;
        var (end, hasDot) = Domain(reading, next);
        if (hasDot)
            found.Take(DataKind.Email, first, end);
    }

    private static void Spelt(Reading reading, Found found, int at)
    {
        var open = reading.IsMark(at - 1, '(') || reading.IsMark(at - 1, '[') ? at - 1 : at;
        var close = open < at && (reading.IsMark(at + 1, ')') || reading.IsMark(at + 1, ']')) ? at + 2 : at + 1;
        var last = open - 1;
        if (!IsLocal(reading, last) || reading.Is(last, TokenKind.Mark) || !reading.IsNear(open) || !reading.IsNear(close)
            || (open == at && reading.Word(at) == "at"))
            return;
        var first = last;
        while (last - first < MostTokens && first > 0 && reading.IsGlued(first) && IsLocal(reading, first - 1))
            first--;
        while (reading.Is(first, TokenKind.Mark))
            first++;
        var (end, hasDot) = Domain(reading, close);
        if (hasDot)
            found.Take(DataKind.Email, first, end);
    }

    private static (int End, bool HasDot) Domain(Reading reading, int at)
    {
        var (end, hasDot) = (at, false);
        for (var limit = at + MostTokens; at < reading.Count && at < limit; at++)
        {
            if (end > at || (at > end && !reading.IsGlued(at)))
                break;
            if (reading.Is(at, TokenKind.Word) || reading.Is(at, TokenKind.Number))
            {
                end = at + 1;
                if (hasDot && !reading.IsMark(at + 1, '.') && !reading.IsMark(at + 1, '-'))
                    break;
                if (reading.Word(at + 1) is "point" or "dot" && reading.IsNear(at + 1) && reading.IsNear(at + 2) && reading.Is(at + 2, TokenKind.Word))
                    return (at + 3, true);
            }
            else if (reading.IsMark(at, '.') && reading.IsGlued(at) && reading.IsGlued(at + 1)
                && (reading.Is(at + 1, TokenKind.Word) || reading.Is(at + 1, TokenKind.Number)))
            {
                hasDot = true;
                end = at + 1;
            }
            else if ((reading.IsMark(at, '-') || reading.IsMark(at, '_')) && reading.IsGlued(at) && reading.IsGlued(at + 1))
            {
                end = at + 1;
            }
            else
            {
                break;
            }
        }

        return (end, hasDot);
    }

    private static bool IsLocal(Reading reading, int at) =>
        reading.Is(at, TokenKind.Word) || reading.Is(at, TokenKind.Number)
        || (reading.Is(at, TokenKind.Mark) && reading.Written(at)[0] is '.' or '_' or '-' or '+' or '%' or '\'');
}
