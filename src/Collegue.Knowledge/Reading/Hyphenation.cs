using System.Text;
using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Reading;

/// <summary>Joins lines, and words cut at a line end. A hyphen that belongs to the word ("au-delà", "rendez-vous") stays.</summary>
internal sealed partial class Hyphenation(IEnumerable<string> lines)
{
    private static readonly HashSet<string> Before = new(StringComparer.OrdinalIgnoreCase)
    {
        "au", "ci", "là", "par", "rendez", "après", "avant", "sous", "demi", "mi", "non", "vice", "ex", "peut", "c'est", "c’est",
        "celui", "celle", "ceux", "celles", "quelques", "vingt", "trente", "quarante", "cinquante", "soixante", "quatre", "porte",
        "grand", "grands", "petit", "saint", "sainte", "hors", "plus", "moins", "outre", "semi", "micro", "mini", "auto", "co",
        "est", "a", "y", "jusque", "sud", "nord", "centre", "chef", "livret", "compte", "mot", "arrière", "haut", "bas",
    };

    private static readonly HashSet<string> After = new(StringComparer.OrdinalIgnoreCase)
    {
        "vous", "là", "ci", "même", "mêmes", "il", "elle", "on", "ils", "elles", "nous", "moi", "toi", "le", "la", "les", "lui",
        "leur", "en", "y", "ce", "t", "à", "dessous", "dessus", "delà", "devant", "dire",
    };

    private readonly Lazy<HashSet<string>> words = new(() =>
        lines.SelectMany(line => Word().Matches(line).Select(found => found.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase));

    public void Append(StringBuilder text, string line)
    {
        if (text.Length == 0)
        {
            text.Append(line);
            return;
        }
        if (text[^1] is '-' or '\u2010' && text.Length > 1 && char.IsLetter(text[^2]) && line.Length > 0 && char.IsLetter(line[0]))
        {
            if (!Keeps(LastPart(text), FirstPart(line)))
                text.Length--;
            text.Append(line);
            return;
        }
        text.Append(' ').Append(line);
    }

    private bool Keeps(string left, string right)
    {
        if (char.IsUpper(right[0]))
            return true;
        // What the document writes elsewhere in one line decides first.
        if (words.Value.Contains(left + "-" + right))
            return true;
        if (words.Value.Contains(left + right))
            return false;
        return Before.Contains(left) || After.Contains(right);
    }

    private static string LastPart(StringBuilder text)
    {
        var start = text.Length - 1;
        while (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] is '\'' or '’'))
            start--;
        return text.ToString(start, text.Length - 1 - start);
    }

    private static string FirstPart(string line)
    {
        var end = 0;
        while (end < line.Length && char.IsLetter(line[end]))
            end++;
        return line[..end];
    }

    [GeneratedRegex(@"\p{L}+(?:-\p{L}+)*")]
    private static partial Regex Word();
}
