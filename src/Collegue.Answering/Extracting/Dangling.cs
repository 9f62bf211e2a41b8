using System.Text.RegularExpressions;

namespace Collegue.Answering.Extracting;

/// <summary>Sentences that lean on the one before: quoted alone they would mean something else, or nothing.</summary>
internal static partial class Dangling
{
    public static bool StartsSo(string sentence)
    {
        var start = Words.Fold(sentence.Length > 80 ? sentence[..80] : sentence);
        return Start().IsMatch(start) && !Impersonal().IsMatch(start);
    }

    [GeneratedRegex(@"^[«""( ]*(il|elle|ils|elles|celui|celle|ceux|celles|ce dernier|cette derniere|ces derniers|ces dernieres|ce|cet|cette|ces|cela|ceci|c'est|ca|son|sa|ses|leur|leurs|dans (ce|ces|cet|cette|le premier|le second|tous les) |en ce cas|dans les (deux|autres) |sinon|ainsi|toutefois|cependant|neanmoins|en effet|par contre|en revanche|de plus|en outre|par ailleurs|pour cela|a defaut|ensuite|enfin|puis|mais|donc|or|car|apres (ce|cela)|passe ce|au-dela|autrement|dans le cas contraire|a cette|a ce titre|y |en cas contraire|l'un|l'une|les deux|lui|celui-ci)\b|^([^ ]+ ){1,5}(alors|egalement|aussi|donc|neanmoins|toutefois|cependant|auparavant) ", RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"^il (faut|existe|convient|y a|n'y a|n'est pas (possible|necessaire|obligatoire|permis)|est (possible|interdit|obligatoire|recommande|conseille|necessaire|preferable|important|inutile|impossible))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Impersonal();
}
