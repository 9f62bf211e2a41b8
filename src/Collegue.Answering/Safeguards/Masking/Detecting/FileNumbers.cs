using System.Collections.Frozen;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>
/// Numbers under which administrations and companies know somebody, told by the words before them; passports also by their shape. Numbers of
/// forms, laws and articles are nobody's.
/// </summary>
internal static class FileNumbers
{
    private const int MostSkipped = 9;

    /// <summary>Announce a number by themselves.</summary>
    private static readonly FrozenSet<string> Strong = Set(
        "dossier dossiers reference references ref refs allocataire passeport passeports permis passport matricule identifiant numen ine recepisse agdref spi cni cnie caf cpam msa " +
        "ameli anef beneficiaire adherent sinistre fiscal fiscale etranger sejour identite usager abonne pdl prm pce assure mdph");

    /// <summary>Announce one only with a number sign.</summary>
    private static readonly FrozenSet<string> Weak = Set(
        "demande requete avis courrier plainte police contrat client compteur facture abonnement suivi recommande livret carte emploi travail badge visa " +
        "titre lot parcelle concession mandat bail logement inscription adhesion enregistrement urssaf retraite commande quittance candidat acte certificat attestation amende contravention pv ticket devis recu rg role minute case permit file residence cheque caution bon colis");

    private static readonly FrozenSet<string> Connectors = Set(
        "n no nº num numero numeros nr de du des d l la le les est sont etait ma mon mes son sa votre vos notre suivant suivante dont porte sous conduire sejour identite nationale nationales " +
        "construire travail emploi france pole fiscal fiscale allocataire dossier caf cpam personnel unique client reference ref beneficiaire demandeur carte titre mon adherent " +
        "interne technique paiement imposition amende contravention situation taxe depot vente naissance mariage deces cantine eau garderie famille gaz electricite number permit is carte vitale et assurance habitation contrat usager identifiant c");

    private static readonly FrozenSet<string> Signs = Set("n no nº num numero numeros nr identifiant number");

    public static void Find(Reading reading, Found found)
    {
        for (var at = 0; at < reading.Count; at++)
        {
            if (reading.Is(at, TokenKind.Word) && (Strong.Contains(reading.Word(at)) || Weak.Contains(reading.Word(at))))
                After(reading, found, at);
            else if (IsReference(reading, at) && !found.IsTaken(at))
                found.Take(DataKind.FileNumber, at, CodeEnd(reading, at));
            else if (IsPassport(reading, at) && !found.IsTaken(at))
                found.Take(DataKind.FileNumber, at, at + 3);
        }
    }

    private static void After(Reading reading, Found found, int announcing)
    {
        var isSigned = Signs.Contains(reading.Word(announcing - 1)) || (reading.IsMark(announcing - 1, '\'') && Signs.Contains(reading.Word(announcing - 3)))
            || (Signs.Contains(reading.Word(announcing - 2)) && reading.Word(announcing - 1) is "de" or "du");
        var (isPointed, unknown) = (false, 0);
        var at = announcing + 1;
        for (var limit = at + MostSkipped; at < limit && at < reading.Count; at++)
        {
            if (reading.StartsLine(at) && !reading.IsMark(at - 1, ':'))
                return;
            if (reading.Is(at, TokenKind.Mark))
            {
                if (reading.Written(at)[0] is not (':' or '°' or 'º' or '#' or '\'' or '’' or '(' or ')' or '-' or '.' or '=' or '/' or '«' or '"' or '*' or '_'))
                    return;
                isSigned |= reading.Written(at)[0] is '°' or 'º' or '#';
                isPointed |= reading.Written(at)[0] is ':' or '=';
            }
            else if (Whole(reading, found, at) is var end and > 0 && HasDigit(reading, at, end))
            {
                if (!found.IsTaken(at) && IsNumber(reading, at, end, isSigned, isPointed, Weak.Contains(reading.Word(announcing))))
                    found.Take(DataKind.FileNumber, at, end);
                return;
            }
            else if (Connectors.Contains(reading.Word(at)))
            {
                isSigned |= Signs.Contains(reading.Word(at));
            }
            else if (reading.IsUpper(at) && reading[at].Length <= 5 && !reading.IsGlued(at + 1))
            {
                // "dossier RSA 2026/0147"
                continue;
            }
            else if (unknown++ > 0 || !reading.Is(at, TokenKind.Word) || reading.IsCapitalised(at) || !Signs.Contains(reading.Word(at + 1)))
            {
                // One word may stand before the sign: "dossier social n°".
                return;
            }
        }
    }

    /// <summary>"12 34 567 890", "2 458 117 K", "PC 064 445 26 B0032": groups one space apart are one number.</summary>
    private static int Whole(Reading reading, Found found, int at)
    {
        var end = CodeEnd(reading, at);
        while (reading.IsNear(end) && HasDigit(reading, end - 1, end) && !found.IsTaken(end) && Dates.EndAt(reading, end) < 0)
        {
            var next = CodeEnd(reading, end);
            var isGroup = reading.Is(end, TokenKind.Number) ? !IsUnit(reading.Word(next)) : reading.IsUpper(end) && reading[end].Length <= 2 && (HasDigit(reading, end, next) || next == end + 1);
            if (!isGroup || next - at > 16 || (!reading.Is(end, TokenKind.Number) && next == end + 1 && reading.Is(next, TokenKind.Word) && reading.IsNear(next)))
                break;
            end = next;
        }

        return end;
    }

    /// <summary>The end of what is written without a space: letters, figures, and the marks between them.</summary>
    private static int CodeEnd(Reading reading, int at)
    {
        var end = at + 1;
        while (end < reading.Count && reading.IsGlued(end))
        {
            if (reading.Is(end, TokenKind.Word) || reading.Is(end, TokenKind.Number))
                end++;
            else if (reading.Is(end, TokenKind.Mark) && reading.Written(end)[0] is '-' or '/' or '.' or '_' && reading.IsGlued(end + 1)
                && (reading.Is(end + 1, TokenKind.Word) || reading.Is(end + 1, TokenKind.Number)))
                end += 2;
            else
                break;
        }

        return end;
    }

    private static bool HasDigit(Reading reading, int at, int end)
    {
        for (; at < end; at++)
        {
            if (reading.Is(at, TokenKind.Number))
                return true;
        }

        return false;
    }

    private static bool IsNumber(Reading reading, int at, int end, bool isSigned, bool isPointed, bool isWeak)
    {
        var written = reading.Text.AsSpan(reading[at].Start, reading[end - 1].End - reading[at].Start);
        var digits = 0;
        foreach (var letter in written)
            digits += char.IsAsciiDigit(letter) ? 1 : 0;
        if (Dates.EndAt(reading, at) >= end || IsUnit(reading.Word(end)) || reading.IsMark(end, '€') || reading.IsMark(end, '%') || reading.IsMark(end, '*'))
            return false;
        if (written.Length == 4 && digits == 4 && written[..2] is "19" or "20" && !isSigned)
            return false;
        if (isSigned)
            return digits >= 2;
        var isCode = digits >= 4 && written.Length >= 7 && written.IndexOfAnyExceptInRange('0', '9') >= 0 && !written.Contains(' ') && !written.Contains('.');
        return isPointed && !isWeak ? digits >= 4 || (digits >= 2 && written.Length >= 5) : isWeak ? isCode : digits >= 4 && written.Length >= 5;
    }

    private static bool IsUnit(string word) => word is "euros" or "euro" or "jours" or "mois" or "ans" or "an" or "pages" or "page" or "semaines" or "heures" or "h" or "personnes" or "km";

    private static bool IsPassport(Reading reading, int at) =>
        reading.Is(at, TokenKind.Number) && reading[at].Length == 2 && reading.Is(at + 1, TokenKind.Word) && reading.IsGlued(at + 1) && reading[at + 1].Length == 2
        && reading.IsUpper(at + 1) && reading.Is(at + 2, TokenKind.Number) && reading.IsGlued(at + 2) && reading[at + 2].Length == 5 && !reading.IsGlued(at);

    /// <summary>"TH-2026-55781": capitals, then at least five figures, joined by marks.</summary>
    private static bool IsReference(Reading reading, int at)
    {
        if (!reading.IsUpper(at) || reading[at].Length is < 2 or > 6 || reading.IsGlued(at) || !reading.Is(at + 1, TokenKind.Mark) || reading.Written(at + 1)[0] is not ('-' or '/' or '_')
            || !reading.IsGlued(at + 1) || !reading.Is(at + 2, TokenKind.Number) || !reading.IsGlued(at + 2))
            return false;
        var (digits, end) = (0, CodeEnd(reading, at));
        for (var part = at; part < end; part++)
            digits += reading.Is(part, TokenKind.Number) ? reading[part].Length : 0;
        return digits >= 5;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
