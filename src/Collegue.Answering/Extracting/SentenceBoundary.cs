using System.Collections.Frozen;

namespace Collegue.Answering.Extracting;

/// <summary>Tells a final point from those of abbreviations, numbers, initials and addresses.</summary>
internal static class SentenceBoundary
{
    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "m", "mm", "mme", "mmes", "mlle", "dr", "pr", "me", "mgr", "st", "ste", "art", "al", "cf", "ex", "p", "pp", "n", "no", "nos",
        "tél", "tel", "fax", "av", "bd", "bld", "boul", "pl", "rte", "imp", "env", "min", "max", "h", "min", "sec", "chap", "vol",
        "fig", "réf", "ref", "suppl", "c.-à-d", "c-à-d", "i.e", "e.g", "p.ex", "r.d", "l", "r", "d", "s.a", "s.a.r.l", "j.o", "b.o", "éd",
        "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc", "adr", "dép", "apr", "num", "app", "appt", "bât", "esc", "ét",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known =
        Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The end of the sentence that starts at <paramref name="start"/>, at most <paramref name="end"/>.</summary>
    public static int Next(string text, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (text[at] is not ('.' or '!' or '?' or '…'))
                continue;
            var after = at + 1;
            while (after < end && text[after] is '.' or '!' or '?' or '…' or '»' or '"' or '”' or ')' or ']')
                after++;
            var next = after;
            while (next < end && char.IsWhiteSpace(text[next]))
                next++;
            if (next < end && text[next] is '»')
                continue;
            if (next >= end)
                return end;
            if (next > after && Begins(text, next, end) && !(text[at] == '.' && after == at + 1 && IsAbbreviation(text, start, at)))
                return after;
            at = after - 1;
        }
        return end;
    }

    private static bool Begins(string text, int next, int end)
    {
        if (text[next] is '«' or '"' or '“' or '(' or '[' or '-' or '–')
            return true;
        return char.IsUpper(text[next]) || (char.IsDigit(text[next]) && next + 1 < end) || !char.IsLetter(text[next]);
    }

    private static bool IsAbbreviation(string text, int start, int point)
    {
        var begin = point;
        while (begin > start && !char.IsWhiteSpace(text[begin - 1]) && text[begin - 1] is not ('(' or '«' or '"' or '\'' or '’'))
            begin--;
        var word = text.AsSpan(begin, point - begin);
        if (word.IsEmpty)
            return true;
        // An initial ("J. Dupont"), or the letter of an article ("L. 131").
        if (word.Length == 1 && char.IsUpper(word[0]))
            return true;
        return Known.Contains(word);
    }
}
