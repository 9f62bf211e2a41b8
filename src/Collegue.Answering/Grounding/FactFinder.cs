using System.Text.RegularExpressions;

namespace Collegue.Answering.Grounding;

/// <summary>
/// Finds the facts of a French text. It never throws, whatever the text, and reads each stretch once: the digits of a telephone
/// number are not also an amount.
/// </summary>
public static partial class FactFinder
{
    public static IReadOnlyList<Fact> Find(string text)
    {
        var facts = new List<Fact>();
        var free = new Stretches(text.Length);
        var plain = FactText.Plain(text);
        Take(Email(), CheckKinds.Email, match => FactText.Email(match.Value));
        Take(Link(), CheckKinds.Link, match => FactText.Link(match.Value));
        Take(Phone(), CheckKinds.Phone, match => FactText.Phone(match.Value));
        Take(ShortPhone(), CheckKinds.Phone, match => FactText.Phone(match.Groups["number"].Value), "number");
        Take(Street(), CheckKinds.Address, match => FactText.Address(match.Value));
        Take(PostalCode(), CheckKinds.Address, match => FactText.Address(match.Value));
        Take(Amount(), CheckKinds.Amount, FactText.Amount);
        foreach (var (start, length, canonical) in DateFacts.Find(plain))
        {
            if (free.Take(start, length))
                facts.Add(new Fact(CheckKinds.Date, text.Substring(start, length), start, canonical));
        }
        facts.Sort((one, other) => one.Start.CompareTo(other.Start));
        return facts;

        void Take(Regex pattern, string kind, Func<Match, string?> canonical, string? group = null)
        {
            foreach (Match match in pattern.Matches(plain))
            {
                var part = group is null ? (Capture)match : match.Groups[group];
                var length = kind == CheckKinds.Link ? FactText.LinkLength(part.Value) : part.Value.TrimEnd(' ', ',').Length;
                if (canonical(match) is { } found && free.Take(part.Index, length))
                    facts.Add(new Fact(kind, text.Substring(part.Index, length), part.Index, found));
            }
        }
    }

    [GeneratedRegex(@"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"https?://[^\s<>""«»]+|\bwww\.[^\s<>""«»]+|\b[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,4}\.(fr|com|org|net|eu|example|info|paris|bzh|corsica|alsace|re|gp|mq|nc|pf|yt)\b(/[^\s<>""«»]*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\d,.])(\+33|0033|0)[ .-]?(\(0\)[ .-]?)?[1-9]([ .-]?\d{2}){4}(?![\d])|(?<![\d])0[ .-]?8\d{2}([ .-]?\d{3}){2}(?!\d)|(?<![\d,.])(3[0-9] ?\d{2}|10 ?[0-4]\d|118 ?\d{3})(?= ?\((appel|service|num|prix|gratuit|cout|0,|coût))", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b(tel|telephone|telephonez|telephonant|appelez|appeler|appelant|appel|composez|composer|composant|joignez|contactez|contacter|numero|numeros|allo service public|info retraite)\b[^\d\n.]{0,40}?(?<number>3\d ?\d{2}|10[0-4]\d|118 ?\d{3}|1[0-9]{1,2})(?![\d,]|[ ]?\d|[ ]?(%|€|euro|jour|mois|an|heure|h\b|semaine))|\b(au|le) (?<number>3[0-9] ?\d{2}|11[2-9]|1[578])(?![\d,/-]|[ ]?\d|[ ]?(%|€|[a-z]))", RegexOptions.CultureInvariant)]
    private static partial Regex ShortPhone();

    [GeneratedRegex(@"(?<![\d])\d{1,4}( ?(bis|ter|quater))?,? (rue|avenue|av\.|place|boulevard|bd|impasse|chemin|route|allee|allees|quai|cours|square|esplanade|passage|faubourg|rond-point|sentier|montee|ruelle|villa|cite|parvis|promenade|traverse|venelle|lotissement|hameau)( (de|du|des|la|le|les|en|aux?|sous|sur|et)\b| d'| l'|[ '-][a-z0-9][a-z0-9'-]*){1,8}(, ?\d{5} [a-z][a-z'-]*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Street();

    [GeneratedRegex(@"(?<![\d,.])\d{5} (?=[a-z])(?!euro|habitant|personne|eleve|agent|an\b|ans\b|jour|m2|m²|km|tonne|place|entreprise|commune|logement|etudiant|salarie|fois|h\b)[a-z][a-z'-]*( cedex( \d{1,2})?)?", RegexOptions.CultureInvariant)]
    private static partial Regex PostalCode();

    [GeneratedRegex(@"(?<![\d,.])(?<number>\d{1,3}([ .]\d{3})+(,\d+)?|\d+([.,]\d+)?)( ?(?<factor>millions?|milliards?|mille|k)( d'| de)?)? ?(?<unit>€|euros?\b|%|pour cent\b|centimes?\b|eur\b)( ?(?<cents>\d{2})(?!\d| ?[€%a-z]))?", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
