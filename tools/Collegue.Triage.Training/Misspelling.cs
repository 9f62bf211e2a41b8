using System.Text;
using System.Text.RegularExpressions;

namespace Collegue.Triage.Training;

/// <summary>Messages as people who type fast, or write as they hear, would have typed them.</summary>
internal sealed partial class Misspelling(int seed)
{
    private const double Share = 0.5;

    private static readonly (string Written, string Heard)[] Sounds =
    [
        ("eau", "o"), ("au", "o"), ("ph", "f"), ("qu", "k"), ("er", "é"), ("ez", "é"), ("ait", "é"), ("ais", "é"), ("mm", "m"), ("nn", "n"), ("ll", "l"),
        ("tt", "t"), ("ss", "s"), ("pp", "p"), ("ent", "e"), ("ai", "é"), ("ç", "s"), ("c", "s"), ("s", "ss"), ("l", "ll"), ("en", "an"), ("an", "en"), ("y", "i"), ("h", ""),
    ];

    private readonly Random random = new(seed);

    public string Of(string text) => LongWord().Replace(text, match => random.NextDouble() < Share ? Change(match.Value) : match.Value);

    private string Change(string word)
    {
        if (random.Next(3) == 0)
        {
            var (written, heard) = Sounds[random.Next(Sounds.Length)];
            if (word.IndexOf(written, 1, StringComparison.OrdinalIgnoreCase) is > 0 and var found)
                return word[..found] + heard + word[(found + written.Length)..];
        }

        var at = random.Next(word.Length);
        var changed = new StringBuilder(word);
        switch (random.Next(4))
        {
            case 0:
                changed.Remove(at, 1);
                break;
            case 1:
                changed.Insert(at, (char)('a' + random.Next(26)));
                break;
            case 2:
                changed[at] = (char)('a' + random.Next(26));
                break;
            default:
                var next = Math.Min(at + 1, word.Length - 1);
                (changed[at], changed[next]) = (changed[next], changed[at]);
                break;
        }

        return changed.ToString();
    }

    [GeneratedRegex(@"\p{L}{4,}")]
    private static partial Regex LongWord();
}
