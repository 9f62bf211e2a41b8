namespace Collegue.Embeddings.Training.Texts;

/// <summary>Written forms a hurried hand would give: two letters exchanged, one lost, doubled or replaced, or written as it sounds.</summary>
internal sealed class Misspelling(Lexicon lexicon)
{
    private const int Variants = 6;
    private const int Shortest = 4;

    private static readonly (string Right, string Sound)[] Sounds =
    [
        ("ph", "f"), ("eau", "o"), ("au", "o"), ("qu", "k"), ("ss", "s"), ("mm", "m"), ("nn", "n"), ("ll", "l"), ("tt", "t"), ("pp", "p"),
        ("rr", "r"), ("ff", "f"), ("cc", "c"), ("tion", "sion"), ("ssion", "tion"), ("ai", "e"), ("ei", "e"), ("en", "an"), ("an", "en"),
        ("em", "am"), ("am", "em"), ("in", "ain"), ("ain", "in"), ("c", "ss"), ("s", "c"), ("z", "s"), ("s", "z"), ("y", "i"), ("i", "y"),
        ("h", ""), ("th", "t"), ("ch", "sh"), ("g", "j"), ("ge", "je"), ("x", "s"), ("oi", "wa"), ("er", "e"), ("ee", "e"), ("ement", "ment"),
    ];

    private readonly Dictionary<int, int[]> _variants = [];

    /// <summary>Another written form of a word; short words stay as they are.</summary>
    public int Of(int word, Random random)
    {
        if (lexicon.Word(word).Length < Shortest)
        {
            return word;
        }

        if (!_variants.TryGetValue(word, out var variants))
        {
            variants = _variants[word] = [.. Enumerable.Range(0, Variants).Select(_ => lexicon.Read(Spoil(lexicon.Word(word), random))).Select(read => read is [var one] ? one : word)];
        }

        return variants[random.Next(Variants)];
    }

    private static string Spoil(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        switch (random.Next(6))
        {
            case 0:
                return word[..at] + word[at + 1] + word[at] + word[(at + 2)..];
            case 1:
                return word.Remove(at, 1);
            case 2:
                return word.Insert(at, word[at].ToString());
            case 3:
                return word[..at] + (char)('a' + random.Next(26)) + word[(at + 1)..];
            default:
                var heard = Sounds.Where(sound => word.Contains(sound.Right, StringComparison.Ordinal)).ToList();
                if (heard.Count == 0)
                {
                    return word.Remove(at, 1);
                }

                var (right, written) = heard[random.Next(heard.Count)];
                var found = word.IndexOf(right, StringComparison.Ordinal);
                return word[..found] + written + word[(found + right.Length)..];
        }
    }
}
