using System.Text;

namespace Collegue.Knowledge.Searching.Words;

/// <summary>What a French word sounds like, roughly: words written by ear have the sound of the word meant ("chomaje", "aniversere").</summary>
internal static class Sound
{
    // In this order: a longer spelling goes before the shorter one it begins with.
    private static readonly (string Written, string Heard)[] Spellings =
    [
        ("eaux", "o"), ("eau", "o"), ("aux", "o"), ("aud", "o"), ("aut", "o"), ("au", "o"), ("oeu", "e"), ("oei", "e"), ("ph", "f"), ("th", "t"), ("rh", "r"),
        ("sch", "C"), ("sh", "C"), ("ch", "C"), ("gea", "ja"), ("geo", "jo"), ("gu", "g"), ("qu", "k"), ("tion", "siN"), ("tio", "sio"), ("tie", "sie"),
        ("sc", "s"), ("cc", "k"), ("ck", "k"), ("aient", "e"), ("ait", "e"), ("ais", "e"), ("ain", "I"), ("ein", "I"), ("aim", "I"), ("ai", "e"), ("ay", "e"), ("ei", "e"),
        ("ey", "e"), ("er", "e"), ("ez", "e"), ("et", "e"), ("est", "e"), ("oi", "W"), ("oy", "W"), ("ou", "U"), ("eu", "e"), ("an", "A"), ("am", "A"), ("en", "A"), ("em", "A"),
        ("on", "N"), ("om", "N"), ("in", "I"), ("im", "I"), ("yn", "I"), ("ym", "I"), ("un", "I"), ("um", "I"), ("y", "i"), ("z", "s"), ("x", "s"), ("q", "k"), ("h", ""),
    ];

    /// <param name="word">Folded: lower case without accents.</param>
    public static string Of(string word)
    {
        var end = word.Length;
        while (end > 3 && word[end - 1] is 's' or 't' or 'x' or 'd' or 'e' or 'p')
        {
            end--;
        }

        var heard = new StringBuilder();
        for (var at = 0; at < end;)
        {
            var rest = word.AsSpan(at, end - at);
            var (length, sound) = IsSoft(rest) ? (1, rest[0] == 'c' ? "s" : "j") : Next(rest);
            at += length;
            foreach (var letter in sound)
            {
                if (heard.Length == 0 || heard[^1] != letter)
                {
                    heard.Append(letter);
                }
            }
        }

        return heard.ToString();
    }

    private static (int Length, string Heard) Next(ReadOnlySpan<char> rest)
    {
        foreach (var (written, heard) in Spellings)
        {
            if (rest.StartsWith(written, StringComparison.Ordinal))
            {
                return (written.Length, heard);
            }
        }

        return (1, rest[0] == 'c' ? "k" : rest[0].ToString());
    }

    // c and g before e, i and y; what follows is read on its own.
    private static bool IsSoft(ReadOnlySpan<char> rest) => rest is ['c' or 'g', 'e' or 'i' or 'y', ..];
}
