using System.Collections.Frozen;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>Names where mails have them: headers of a quoted mail, "Jean Dupont a écrit", and the lines after the closing words.</summary>
internal static class MailNames
{
    private const int MostSignatureLines = 4;
    private static readonly FrozenSet<string> Headers = "de from expediteur a to cc cci destinataire envoye repondre".Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> Closings =
        ("cordialement salutations respectueusement sincerement merci amicalement bien regards sincerely bises amities remerciements distinguees distingues respectueuses meilleures journee soiree bonne cdlt cdt attente " +
        "avance considerations consideration devoues sentiments gruessen gruss saludos vous reception parfaite obligee obligeance patience").Split(' ').ToFrozenSet();

    public static void Find(Reading reading, Found found)
    {
        var (closing, lines) = (false, 0);
        for (var at = 0; at < reading.Count; at++)
        {
            if (!reading.StartsLine(at))
                continue;
            var end = at + 1;
            while (end < reading.Count && !reading.StartsLine(end))
                end++;
            var first = at;
            while (first < end && (reading.IsMark(first, '>') || reading.IsMark(first, '*') || reading.IsMark(first, '|')))
                first++;
            Header(reading, found, first, end);
            Quoting(reading, found, first, end);
            if (closing && lines++ < MostSignatureLines && first < end)
                Signature(reading, found, first, end);
            if (IsClosing(reading, first, end))
            {
                (closing, lines) = (true, 0);
                AfterClosing(reading, found, first, end);
            }

            at = end - 1;
        }

        LastLine(reading, found);
    }

    private static void Header(Reading reading, Found found, int first, int end)
    {
        var colon = reading.IsMark(first + 1, ':') ? first + 1 : reading.IsMark(first + 2, ':') && reading.Word(first + 1) is "par" or "a" ? first + 2 : -1;
        if (colon < 0 || !Headers.Contains(reading.Word(first)))
            return;
        var name = colon + 1;
        while (name < end && reading.Is(name, TokenKind.Mark) && reading.Written(name)[0] is '"' or '\'' or '“' or '*')
            name++;
        if (name < end && Civilities.EndAt(reading, name) < 0 && NameSpan.EndAt(reading, name) is var after and > 0 && after <= end && (after - name > 1 || NameWords.MayBeFirstName(reading.Word(name))))
            found.Take(DataKind.Person, name, after);
    }

    /// <summary>"Le 12 mars 2026 à 10:32, Jean Dupont &lt;…&gt; a écrit :" and "Jean Dupont wrote:".</summary>
    private static void Quoting(Reading reading, Found found, int first, int end)
    {
        for (var at = end - 1; at > first; at--)
        {
            if (reading.Word(at) is not ("ecrit" or "wrote"))
                continue;
            for (var name = first; name < at; name++)
            {
                if ((name == first || reading.IsMark(name - 1, ',') || reading.Is(name - 1, TokenKind.Number)) && NameSpan.EndAt(reading, name) is var after and > 0
                    && after <= at && (after > name + 1) && !found.IsTaken(name))
                {
                    found.Take(DataKind.Person, name, after);
                    return;
                }
            }

            return;
        }
    }

    private static bool IsClosing(Reading reading, int first, int end)
    {
        if (end - first > 0 && reading.IsMark(first, '-') && reading.IsMark(first + 1, '-') && end - first <= 3)
            return true;
        var last = end - 1;
        while (last > first && reading.Is(last, TokenKind.Mark))
            last--;
        return Closings.Contains(reading.Word(last)) || (Closings.Contains(reading.Word(first)) && end - first <= 6);
    }

    /// <summary>"Cordialement, Jean Dupont" and "Merci. Jean Dupont" on one line.</summary>
    private static void AfterClosing(Reading reading, Found found, int first, int end)
    {
        for (var at = end - 1; at > first; at--)
        {
            if (!reading.Is(at, TokenKind.Mark) || reading.Written(at)[0] is not (',' or '.' or '!'))
                continue;
            Signature(reading, found, at + 1, end);
            return;
        }
    }

    /// <summary>A line that is nothing but a name, in capitals or in small letters with a known first name.</summary>
    private static void Signature(Reading reading, Found found, int first, int end)
    {
        while (first < end && reading.Is(first, TokenKind.Mark))
            first++;
        if (first >= end)
            return;
        if (Civilities.EndAt(reading, first) is var civil and > 0)
            first = civil;
        var last = end;
        while (last > first && reading.Is(last - 1, TokenKind.Mark) && reading.Written(last - 1)[0] is '.' or ',' or '-' or '!')
            last--;
        if (NameSpan.EndAt(reading, first) is var name and > 0 && !Places.AreBefore(reading, first) && !found.IsTaken(first))
        {
            var isWhole = name >= last || reading.Is(name, TokenKind.Mark) || (reading.Is(name, TokenKind.Number) && name - first >= 2);
            if (isWhole && (name - first > 1 || !NameWords.IsOther(reading.Word(first))))
                found.Take(DataKind.Person, first, Math.Min(name, last));
        }
        else if (last - first is >= 1 and <= 4 && (NameWords.IsFirstName(reading.Word(first)) || (last - first == 2 && NameWords.IsFirstName(reading.Word(first + 1)) && !NameWords.IsOther(reading.Word(first))))
            && AreWords(reading, first, last) && !found.IsTaken(first))
        {
            found.Take(DataKind.Person, first, last);
        }
    }

    /// <summary>The last line of a message signs it when it begins with a known first name.</summary>
    private static void LastLine(Reading reading, Found found)
    {
        var first = reading.Count - 1;
        while (first > 0 && !reading.StartsLine(first))
            first--;
        if (first > 0 && reading.Count - first <= 5 && !found.IsTaken(first) && NameWords.MayBeFirstName(reading.Word(first)))
            Signature(reading, found, first, reading.Count);
    }

    private static bool AreWords(Reading reading, int first, int last)
    {
        for (var at = first; at < last; at++)
        {
            if (!(reading.Is(at, TokenKind.Word) && !NameWords.IsOther(reading.Word(at))) && !reading.IsMark(at, '-') && !reading.IsMark(at, '\''))
                return false;
        }

        return true;
    }
}
