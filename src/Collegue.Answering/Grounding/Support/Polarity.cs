using System.Text.RegularExpressions;

namespace Collegue.Answering.Grounding.Support;

/// <summary>Whether folded words deny what they say. A bound ("ne peut pas dépasser") and a restriction ("ne… que") deny nothing.</summary>
internal static partial class Polarity
{
    /// <param name="plain">Words between single spaces, without punctuation.</param>
    public static bool Denies(string plain)
    {
        var said = Bound().Replace(plain, " ");
        // "n'est pas interdit": one denies the other.
        return Negation().IsMatch(said) != Refusal().IsMatch(said);
    }

    [GeneratedRegex(@"\b(n|ne) (\w+ ){1,4}?(pas|plus|jamais|aucun|aucune|rien|ni)\b|\bpas (besoin|possible|obligatoire|necessaire|obliges?)\b|\baucune?\b|\bni\b|\bjamais\b", RegexOptions.CultureInvariant)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\binutile\b|\bdispens\w+|\bsans (avoir|pouvoir|que)\b|\binterdi\w+|\bimpossible\b|\bexclu\w*|\brefus\w*|\bprohib\w*|\bexoner\w+|\bfacultati\w+|\bempech\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\b(n|ne) (peut|peuvent|doit|doivent|pourra|saurait|dois|peux|pouvez|devez)? ?(\w+ )?pas (etre )?(depasser|exceder|inferieur\w*|superieur\w*)|\bne depasse pas\b|\bn excede pas\b|\b(n|ne) \w+ (\w+ )?qu(e|a|en|au)?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Bound();
}
