using System.Collections.Frozen;

namespace Collegue.Answering.Safeguards.Masking.Detecting;

/// <summary>
/// A number and a street, a postal code and a town, a post-office box; a street without a number after words that tell where somebody lives.
/// A town alone is no address.
/// </summary>
internal static class Addresses
{
    private static readonly FrozenSet<string> Streets = Set(
        "rue avenue av ave all place pl boulevard bd bld bvd impasse imp chemin chem ch route rte allee allees quai cours square sq esplanade passage faubourg fbg sentier montee ruelle " +
        "villa cite parvis promenade traverse venelle lotissement lot hameau residence res clos rond lieu lieudit domaine mail sente voie cour galerie port hlm zac zone quartier");

    private static readonly FrozenSet<string> Connectors = Set("de du des la le les l d en au aux sous sur et saint sainte st ste dit point a lieu");
    private static readonly FrozenSet<string> Homes = Set("batiment bat appartement appt apt apt. porte etage escalier esc entree bis ter quater chez residence hall boite gauche droite face fond");

    private static readonly FrozenSet<string> NotNames = Set(
        "et je j il elle on nous vous ils elles a au aux pour mais est sont depuis avec dans ou qui que quand car donc or ni si ce cette ces mon ma mes ton son sa ses notre votre leur un une " +
        "par sans vers chez entre pendant apres avant afin merci bonjour cordialement tel telephone mail email code cp ville avenue rue j'ai n ne pas plus tres suite y suis ai sera etait serait peut doit dont");

    private static readonly FrozenSet<string> NotTowns = Set(
        "euros euro habitants personnes eleves agents an ans jours m2 m km tonnes places entreprises communes logements etudiants salaries fois h et ou pour de du des le la les a au en par sur avec dans " +
        "exemplaires signatures voix points francs kwh litres metres pieces cas demandes dossiers foyers menages emplois je il elle");

    public static void Find(Reading reading, Found found)
    {
        for (var at = 0; at < reading.Count; at++)
        {
            if (found.IsTaken(at))
                continue;
            var end = reading.Is(at, TokenKind.Number) ? FromNumber(reading, at) : reading.Is(at, TokenKind.Word) ? FromWord(reading, at) : -1;
            if (end > 0 && found.Take(DataKind.Address, at, end))
                at = end - 1;
        }
    }

    private static int FromNumber(Reading reading, int at)
    {
        if (reading[at].Length == 5)
            return TownEnd(reading, at, beside: false) is var town and > 0 ? town : -1;
        if (reading[at].Length > 4 || (reading.IsGlued(at) && reading.Is(at - 1, TokenKind.Word)))
            return -1;
        var street = at + 1;
        if ((reading.Word(street) is "bis" or "ter" or "quater" || (reading.Is(street, TokenKind.Word) && reading[street].Length == 1 && reading.Word(street + 1) is var next && Streets.Contains(next)))
            && reading.IsNear(street))
            street++;
        else if ((reading.IsMark(street, '-') || reading.IsMark(street, '/')) && reading.Is(street + 1, TokenKind.Number))
            street += 2;
        if (reading.IsMark(street, ','))
            street++;
        if (!reading.Is(street, TokenKind.Word) || !Streets.Contains(reading.Word(street)) || reading.StartsLine(street))
            return -1;
        var end = StreetEnd(reading, street);
        return end > street + 1 ? WithTown(reading, end) : -1;
    }

    private static int FromWord(Reading reading, int at)
    {
        if (reading.Word(at) is "bp" or "tsa" or "cs" && reading.Is(at + 1, TokenKind.Number) && reading.IsNear(at + 1) && reading.IsUpper(at))
            return WithTown(reading, at + 2);
        var isPlace = reading.Word(at) is "lieu" && reading.IsNear(at + 1) && (reading.Word(at + 1) is "dit" || (reading.IsMark(at + 1, '-') && reading.Word(at + 2) is "dit"));
        if (!isPlace && (reading.Word(at) is "lieu" || !Streets.Contains(reading.Word(at)) || !IsHome(reading, at)))
            return -1;
        var end = StreetEnd(reading, at);
        var isNamed = false;
        for (var word = at + 1; word < end; word++)
            isNamed |= reading.IsCapitalised(word);
        return end > at + 1 && isNamed ? WithTown(reading, end) : -1;
    }

    private static bool IsHome(Reading reading, int at) =>
        reading.HasBefore(at, 28, "habite", "habitons", "habitais", "habitant a", "demeurant", "demeure", "domicil", "adresse", "resid", "loge", "j'ai demenage", "vis au", "vis ")
        && !reading.HasBefore(at, 28, ".", ";");

    /// <summary>
    /// After the kind of street: words that join, then the name. Written with capitals, the name goes on as long as they do; without, it is one
    /// or two words.
    /// </summary>
    private static int StreetEnd(Reading reading, int street)
    {
        var at = street + 1;
        var (end, small) = (at, 0);
        if (reading.IsMark(at, '.'))
            at++;
        for (var limit = street + 16; at < limit && at < reading.Count && !reading.StartsLine(at); at++)
        {
            if (reading.Is(at, TokenKind.Mark))
            {
                if (reading.Written(at)[0] is not ('\'' or '’' or '-' or '‑') || !(reading.IsGlued(at + 1) || reading.IsGlued(at)))
                    break;
                continue;
            }

            if (reading.Is(at, TokenKind.Number))
            {
                // "rue du 8 mai 1945"
                if (reading[at].Length <= 4 && (end == at || reading.Word(at - 1) is "du" or "le" || reading.Word(at - 1) is "mai" or "novembre" or "juillet" or "juin" or "mars" or "septembre"))
                {
                    (end, small) = (at + 1, Math.Max(0, small - 1));
                    continue;
                }

                break;
            }

            if (!reading.Is(at, TokenKind.Word))
                break;
            if (reading.IsCapitalised(at) && !NotNames.Contains(reading.Word(at)))
                end = at + 1;
            else if (Connectors.Contains(reading.Word(at)))
                continue;
            else if (small < 2 && !NotNames.Contains(reading.Word(at)) && !AfterCapital(reading, at, street))
                (end, small) = (at + 1, small + 1);
            else
                break;
        }

        return end;
    }

    private static bool AfterCapital(Reading reading, int at, int street) =>
        at - 1 > street && reading.IsCapitalised(at - 1) && !reading.IsUpper(at - 1);

    private static int WithTown(Reading reading, int end)
    {
        var at = end;
        // "bâtiment B, appartement 12" between the street and the town.
        for (var limit = end + 14; at < limit && at < reading.Count; at++)
        {
            if (reading.Is(at, TokenKind.Number) && reading[at].Length == 5)
                return TownEnd(reading, at, beside: true) is var town and > 0 ? town : at + 1;
            var isPart = Homes.Contains(reading.Word(at)) || (at > end && AfterHome(reading, at))
                || (reading.Is(at, TokenKind.Mark) && reading.Written(at)[0] is ',' or '-' or '.' or '(' or '–')
                || reading.Word(at) is "a" or "er" or "eme" or "e" || (reading.Is(at, TokenKind.Number) && reading[at].Length <= 4
                    && (Homes.Contains(reading.Word(at + 1)) || (reading.IsGlued(at + 1) && Homes.Contains(reading.Word(at + 2)))));
            if (!isPart && !reading.StartsLine(at))
                break;
            if (!isPart)
                return end;
            if ((AfterHome(reading, at) || Homes.Contains(reading.Word(at))) && reading[at].Length <= 9 && !reading.Is(at, TokenKind.Mark))
                end = at + 1;
        }

        return end;
    }

    private static bool AfterHome(Reading reading, int at) =>
        Homes.Contains(reading.Word(at - 1)) || (reading.IsMark(at - 1, '.') && Homes.Contains(reading.Word(at - 2)));

    private static int TownEnd(Reading reading, int code, bool beside)
    {
        var at = code + 1;
        if (reading.IsMark(at, ',') || reading.IsMark(at, '-'))
            at++;
        if (!reading.Is(at, TokenKind.Word) || !reading.IsNear(at) || (!beside && NotTowns.Contains(reading.Word(at))))
            return -1;
        if (!reading.IsCapitalised(at) && !beside && !IsHome(reading, code))
            return -1;
        if (!beside && reading.IsGlued(code) && !reading.Is(code - 1, TokenKind.Mark))
            return -1;
        var end = at;
        for (var limit = at + 12; end < limit && end < reading.Count; end++)
        {
            if (end > at && reading.Is(end, TokenKind.Mark))
            {
                if (reading.Written(end)[0] is not ('-' or '\'' or '’' or '‑') || !reading.IsGlued(end) || !reading.IsGlued(end + 1))
                    break;
                continue;
            }

            if (end > at && !reading.IsGlued(end) && !reading.IsNear(end))
                break;
            var isMore = end == at || reading.IsGlued(end) || reading.Word(end) is "cedex" || (reading.Is(end, TokenKind.Number) && reading.Word(end - 1) is "cedex")
                || (reading.IsCapitalised(end) && !NotNames.Contains(reading.Word(end)) && reading.IsCapitalised(end - 1))
                || (Connectors.Contains(reading.Word(end)) && reading.IsCapitalised(end + 1) && reading.IsNear(end + 1))
                || (reading.IsCapitalised(end) && Connectors.Contains(reading.Word(end - 1)));
            if (!isMore)
                break;
        }

        return end;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
