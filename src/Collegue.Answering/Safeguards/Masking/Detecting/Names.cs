using System.Collections.Frozen;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>
/// Names of persons: after a civility, after words that introduce somebody, in headers of quoted mail, in signatures, known first names with
/// what follows them, and words already seen as a name. Streets, schools and institutions that bear a name are left.
/// </summary>
internal static class Names
{
    private static readonly FrozenSet<string> Relations = Set(
        "fils fille mari femme epoux epouse conjoint conjointe compagnon compagne pere mere papa maman frere soeur enfant enfants bebe petit-fils neveu niece cousin cousine oncle tante " +
        "voisin voisine voisins ami amie copain copine ex beau-pere belle-mere gendre bru grand-pere grand-mere tuteur tutrice curateur curatrice aidante locataire proprietaire collegue " +
        "associe associee famille jumeaux jumelles fiance fiancee parrain marraine gamin gamine aine ainee cadet cadette garcon petit petite soussigne soussignee defunt defunte feu veuve consorts eleve son daughter husband wife");

    /// <summary>After these a capital is a name, whoever's they are.</summary>
    private static readonly FrozenSet<string> Telling = Set("famille soussigne soussignee defunt defunte feu veuve consorts eleve enfant epoux");

    private static readonly FrozenSet<string> Articles = Set("le la les un une du des au aux cet cette ce ces chaque tout toute quel quelle");

    public static void Find(Reading reading, Found found, HashSet<string> known)
    {
        MailNames.Find(reading, found);
        for (var at = 0; at < reading.Count; at++)
        {
            if (!reading.Is(at, TokenKind.Word) || found.IsTaken(at))
                continue;
            Civility(reading, found, at);
            Introduced(reading, found, at);
            if (reading.Word(at) is "nee" or "ne" && reading.IsNear(at + 1) && reading.IsCapitalised(at + 1) && NameSpan.EndAt(reading, at + 1) is var born and > 0)
                found.Take(DataKind.Person, at + 1, born);
        }

        for (var at = 0; at < reading.Count; at++)
        {
            if (reading.Is(at, TokenKind.Word) && !found.IsTaken(at) && FirstName(reading, at) is var (first, end) && end > 0)
                found.Take(DataKind.Person, first, end);
        }

        Again(reading, found, known);
    }

    private static void Civility(Reading reading, Found found, int at)
    {
        if (Civilities.EndAt(reading, at) is not (var next and > 0))
            return;
        // "M. et Mme Dupont"
        var isStrong = Civilities.IsAbbreviated(reading, at);
        if (NameSpan.EndAt(reading, next) is var end and > 0 && reading.IsNear(next))
        {
            found.Take(DataKind.Person, next, end);
            Born(reading, found, end);
        }
        else if ((isStrong || reading.Word(at - 1) is "est" or "suis") && reading.IsNear(next) && NameSpan.SmallEndAt(reading, next) is var small and > 0)
        {
            found.Take(DataKind.Person, next, small);
        }
    }

    /// <summary>"Mme Dupont née Martin".</summary>
    private static void Born(Reading reading, Found found, int end)
    {
        var at = reading.IsMark(end, ',') || reading.IsMark(end, '(') ? end + 1 : end;
        if (reading.Word(at) is "nee" or "ne" or "epouse" or "ep" or "veuve" or "alias" or "dit" or "dite" && reading.IsNear(at))
        {
            var name = reading.IsMark(at + 1, '.') ? at + 2 : at + 1;
            if (reading.IsNear(name) && NameSpan.EndAt(reading, name) is var after and > 0)
                found.Take(DataKind.Person, name, after);
        }
    }

    private static void Introduced(Reading reading, Found found, int at)
    {
        var next = Introductions.EndAt(reading, at);
        var (strong, isNamed) = (next > 0, false);
        if (next < 0 && Relations.Contains(reading.Word(at)) && !(reading.Word(at) is "ex" && reading.IsMark(at + 1, '.')))
        {
            next = Introductions.SkipToName(reading, at + 1, out isNamed);
            strong = isNamed;
        }

        if (next <= 0 || next >= reading.Count || found.IsTaken(next))
            return;
        var isSure = strong || Introductions.HoldsFirstName(reading, next) || (reading.IsCapitalised(next) && (Telling.Contains(reading.Word(at)) || IsOwned(reading, at)));
        var end = NameSpan.EndAt(reading, next);
        if (end < 0 && (strong || NameWords.IsFirstName(reading.Word(next))))
            end = NameSpan.SmallEndAt(reading, next);
        if (end > 0 && isSure && found.Take(DataKind.Person, next, end))
        {
            Born(reading, found, end);
            More(reading, found, end);
        }
    }

    /// <summary>"mes enfants Lina, Adam et Noé".</summary>
    private static void More(Reading reading, Found found, int end)
    {
        while (true)
        {
            var next = reading.IsMark(end, ',') || reading.Word(end) is "et" ? end + 1 : -1;
            if (next < 0 || !reading.IsNear(next) || !reading.IsCapitalised(next) || !NameWords.MayBeFirstName(reading.Word(next)) && !NameWords.MayBeFirstName(reading.Word(next + 1))
                || NameSpan.EndAt(reading, next) is not (var after and > 0) || !found.Take(DataKind.Person, next, after))
                return;
            end = after;
        }
    }

    /// <summary>A known first name with a family name on either side of it, or alone when it is nothing else.</summary>
    private static (int First, int End) FirstName(Reading reading, int at)
    {
        var word = reading.Word(at);
        if (NameWords.IsFirstName(word) && reading[at].Length >= 4 && !reading.IsCapitalised(at) && reading.Written(at)[0] is >= 'a' and <= 'z' && !reading.IsGlued(at) && !Articles.Contains(reading.Word(at - 1)) && !Places.AreBefore(reading, at))
            return (at, NameSpan.PartEnd(reading, at));
        if (!reading.IsCapitalised(at) || !NameWords.MayBeFirstName(word) || Places.AreBefore(reading, at) || (reading.IsGlued(at) && !IsOpening(reading, at - 1)) || (reading.IsMark(at - 1, '-') && reading.IsGlued(at - 1) && reading.Is(at - 2, TokenKind.Word)))
            return (0, -1);
        var end = NameSpan.EndAt(reading, at);
        var first = at;
        // "dossier de Lefort Bernadette"
        if (NameWords.IsCapitalisedFirstName(word) && reading.IsNear(at) && !reading.IsGlued(at) && end == NameSpan.PartEnd(reading, at) && IsMidSentence(reading, at - 1)
            && reading.IsCapitalised(at - 1) && reading[at - 1].Length >= 3 && !reading.IsUpper(at - 1) && !NameWords.IsOther(reading.Word(at - 1)) && !Places.AreBefore(reading, at - 1))
            first = at - 1;
        // "DUPONT Jean", "DUPONT-MARTIN Jean"
        else if (reading.IsNear(at) && !reading.IsGlued(at) && IsFamilyName(reading, at - 1))
        {
            first = at - 1;
            while (first >= 2 && reading.IsMark(first - 1, '-') && reading.IsGlued(first) && IsFamilyName(reading, first - 2))
                first -= 2;
            if (Places.AreBefore(reading, first))
                return (0, -1);
        }

        var isArticled = Articles.Contains(reading.Word(at - 1)) || ((reading.IsMark(at - 1, '\'') || reading.IsMark(at - 1, '’')) && reading.Word(at - 2) is "l");
        var isAlone = first == at && end == NameSpan.PartEnd(reading, at);
        return !isAlone || (NameWords.IsCapitalisedFirstName(word) && !isArticled && !IsParticiple(reading, at) && (!reading.IsUpper(at) || reading[at].Length > 3)) ? (first, end) : (0, -1);
    }

    /// <summary>"Marié" is not "Marie": few first names end with that letter.</summary>
    private static bool IsParticiple(Reading reading, int at) => reading.Written(at)[^1] == 'é'
        && reading.Word(at) is not ("andre" or "rene" or "aime" or "herve" or "jose" or "zoe" or "chloe" or "cloe" or "noe" or "desire" or "barnabe" or "timothe" or "salome" or "honore" or "kylie");

    /// <summary>"mon fils Zorislav", and not the heading "Propriétaire Démarche".</summary>
    private static bool IsOwned(Reading reading, int at) =>
        reading.Word(at - 1) is "mon" or "ma" or "mes" or "ton" or "ta" or "son" or "sa" or "ses" or "notre" or "nos" or "votre" or "vos" or "leur" or "leurs" or "my" or "our"
        || reading.IsMark(at - 1, '\'') || reading.IsMark(at - 1, '’') || reading.IsMark(at - 1, '-');

    private static bool IsMidSentence(Reading reading, int at) => reading.IsNear(at) && reading.Is(at - 1, TokenKind.Word) && !reading.IsGlued(at);

    private static bool IsFamilyName(Reading reading, int at) =>
        reading.IsUpper(at) && reading[at].Length >= 2 && !NameWords.IsOther(reading.Word(at)) && !(reading[at].Length <= 4 && IsAcronym(reading, at));

    /// <summary>No vowel: CCAS has one, but is in the list of other words.</summary>
    private static bool IsAcronym(Reading reading, int at) => reading.Word(at).IndexOfAny(['a', 'e', 'i', 'o', 'u', 'y']) < 0;

    private static bool IsOpening(Reading reading, int at) => reading.Is(at, TokenKind.Mark) && reading.Written(at)[0] is '(' or '"' or '«' or '\'' or '’' or ':' or ',' or '>' or '*' or '-' or '_' or '“' or '<';

    /// <summary>Names told once are masked wherever they stand again with a capital.</summary>
    private static void Again(Reading reading, Found found, HashSet<string> known)
    {
        var told = new HashSet<string>(known, StringComparer.Ordinal);
        foreach (var name in found.Of(DataKind.Person))
            told.UnionWith(NameWords.Telling(name.Value));
        if (told.Count == 0)
            return;
        for (var at = 0; at < reading.Count; at++)
        {
            if (!reading.IsCapitalised(at) || found.IsTaken(at))
                continue;
            var end = NameSpan.PartEnd(reading, at);
            if ((told.Contains(reading.Word(at)) || told.Contains(NameSpan.Plain(reading, at, end))) && !Places.AreBefore(reading, at))
                found.Take(DataKind.Person, at, end);
        }
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
