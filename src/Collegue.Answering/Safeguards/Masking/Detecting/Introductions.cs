using System.Collections.Frozen;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>Words after which somebody's name comes: "je m'appelle", "mon nom est", "signé", "au nom de".</summary>
internal static class Introductions
{
    private static readonly FrozenSet<string> Fields = "nom prenom prenoms signe signature patronyme name".Split(' ').ToFrozenSet();

    /// <summary>After these a form may also say something else than a name.</summary>
    private static readonly FrozenSet<string> Quality =
        "demandeur demandeuse titulaire interesse interessee beneficiaire proprietaire locataire usager contact identite mandataire representant".Split(' ').ToFrozenSet();

    /// <summary>The token where the name begins; -1 when nothing introduces one here.</summary>
    public static int EndAt(Reading reading, int at)
    {
        var word = reading.Word(at);
        switch (word)
        {
            case "appelle" or "appelles" or "appelons" or "appellent" or "appelait" or "nomme" or "prenomme" or "prenommee" or "nommee" when reading.IsMark(at - 1, '\'') || reading.IsMark(at - 1, '’') || word is "prenomme" or "prenommee" or "nommee" || (word == "nomme" && reading.Word(at - 1) is "un" or "dit"):
                return IsNamed(reading, at + 1);
            case "suis" when reading.Word(at - 1) is "je":
                return Two(reading, at + 1);
            case "am" when reading.Word(at - 1) is "i":
                return Two(reading, at + 1);
            case "est" or "is" when reading.Word(at - 1) is "nom" or "prenom" or "name" && reading.Word(at - 2) is "mon" or "son" or "my" or "ma" or "leur" or "le":
                return IsNamed(reading, at + 1);
            case "de" when reading.Word(at - 1) is "nom" && reading.Word(at - 2) is "au":
            case "de" when reading.Word(at - 1) is "part" && reading.Word(at - 2) is "la":
            case "chez" or "attention" when reading.IsCapitalised(at + 1) && NameWords.MayBeFirstName(reading.Word(at + 1)):
                return reading.IsCapitalised(at + 1) && NameWords.MayBeFirstName(reading.Word(at + 1)) ? at + 1 : -1;
            case "fille" when reading.Word(at - 1) is "jeune":
                var maiden = reading.IsMark(at + 1, ',') || reading.IsMark(at + 1, ':') || reading.Word(at + 1) is "est" or "etait" ? at + 2 : at + 1;
                return reading.IsCapitalised(maiden) && reading.IsNear(maiden) ? maiden : -1;
            case "certain" or "certaine" when reading.Word(at - 1) is "un" or "une" && reading.IsCapitalised(at + 1):
                return IsNamed(reading, at + 1);
            case "signe" or "signee" when !reading.IsMark(at + 1, ':'):
                return IsNamed(reading, at + 1);
            default:
                return Fields.Contains(word) && Field(reading, at) is var named and > 0 && (reading.IsCapitalised(named) || EndsLine(reading, named)) ? named
                    : Quality.Contains(word) && Field(reading, at) is var told and > 0 && Two(reading, told) > 0 ? told : -1;
        }
    }

    /// <summary>After "mon fils": "mon fils, Adam", "mon fils s'appelle Adam", "mon fils de 5 ans Adam".</summary>
    public static int SkipToName(Reading reading, int at, out bool isNamed)
    {
        isNamed = false;
        var isAside = reading.IsMark(at, '(') || reading.IsMark(at, ':');
        if (reading.IsMark(at, ',') || reading.IsMark(at, '(') || reading.IsMark(at, ':'))
            at++;
        if (reading.Word(at) is "se" or "s" && reading.Word(at + 1) is "nomme" or "prenomme" && reading.Word(at) == "se")
            (at, isNamed) = (at + 2, true);
        else if (reading.Word(at) is "s" && reading.IsGlued(at + 1) && reading.Word(at + 2) is "appelle" or "appellent")
            (at, isNamed) = (at + 3, true);
        else if (reading.Word(at) is "ainee" or "aine" or "cadet" or "cadette" or "mineur" or "mineure" or "majeur" or "majeure" or "unique" or "monsieur" or "madame" or "m" or "mme")
            at++;
        if (reading.IsMark(at, '.'))
            at++;
        return reading.IsNear(at) && ((reading.IsCapitalised(at) && (!isAside || HoldsFirstName(reading, at))) || NameWords.IsFirstName(reading.Word(at)) || isNamed) ? at : -1;
    }

    /// <summary>One of the two words is a known first name: "Diallo Mamadou".</summary>
    public static bool HoldsFirstName(Reading reading, int at) =>
        NameWords.MayBeFirstName(reading.Word(at)) || (NameSpan.PartEnd(reading, at) is var next && reading.IsNear(next) && reading.IsCapitalised(next) && NameWords.MayBeFirstName(reading.Word(next)));

    private static int IsNamed(Reading reading, int at)
    {
        if (reading.IsMark(at, ':'))
            at++;
        if (reading.Word(at) is "donc" or "moi" or "monsieur" or "madame" && !reading.IsCapitalised(at))
            at++;
        return reading.IsNear(at) && reading.Is(at, TokenKind.Word) && (reading.IsCapitalised(at) || NameWords.MayBeFirstName(reading.Word(at))) ? at : -1;
    }

    /// <summary>"Je suis Zorica Petrovic", "je suis jean dupont"; not "je suis Française".</summary>
    private static int Two(Reading reading, int at)
    {
        if (!reading.IsNear(at) || !reading.Is(at, TokenKind.Word))
            return -1;
        if (NameWords.MayBeFirstName(reading.Word(at)) && (reading.IsCapitalised(at) || NameWords.IsFirstName(reading.Word(at))))
            return at;
        var next = NameSpan.PartEnd(reading, at);
        return reading.IsCapitalised(at) && reading.IsCapitalised(next) && reading.IsNear(next) && !NameWords.IsOther(reading.Word(at)) && !NameWords.IsOther(reading.Word(next)) ? at : -1;
    }

    private static bool EndsLine(Reading reading, int at) => at + 1 >= reading.Count || reading.StartsLine(at + 1) || at + 2 >= reading.Count || reading.StartsLine(at + 2);

    private static int Field(Reading reading, int at)
    {
        var next = at + 1;
        if (reading.Word(next) is "d" or "de" or "sur" or "complet" or "naissance" or "usage" or "famille" or "jeune" or "marital" or "patronymique" or "prenom" or "prenoms" or "et")
        {
            for (var limit = next + 5; next < limit && (reading.Is(next, TokenKind.Word) || reading.IsMark(next, '\'') || reading.IsMark(next, '’')) && !reading.IsCapitalised(next); next++)
            {
            }
        }

        for (var limit = next + 4; next < limit && !reading.IsMark(next, ':') && reading.Is(next, TokenKind.Mark) && reading.Written(next)[0] is '(' or ')' or '/' or '*'; next++)
        {
        }

        if (reading.IsMark(next, '(') || reading.Word(next) is "s" or "e")
            next++;
        return reading.IsMark(next, ':') && next + 1 < reading.Count && reading.IsNear(next + 1) && reading.Is(next + 1, TokenKind.Word) ? next + 1 : -1;
    }
}
