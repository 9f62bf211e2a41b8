namespace Collegue.Embeddings.Training.Texts;

/// <summary>Everyday and administrative expressions for the same thing, from the list beside this file.</summary>
internal sealed class Synonyms
{
    private readonly List<int[][]> _families = [];
    private readonly Dictionary<int, List<(int Family, int Member)>> _byFirstStem = [];
    private readonly Lexicon _lexicon;

    public Synonyms(Lexicon lexicon)
    {
        _lexicon = lexicon;
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream("Collegue.Embeddings.Training.Texts.synonyms.txt")
            ?? throw new InvalidOperationException("synonyms.txt is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                Add([.. line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(lexicon.Read).Where(words => words.Length > 0)]);
            }
        }
    }

    public IReadOnlyList<int[][]> Families => _families;

    /// <summary>The same words with at most one expression replaced by another of its family; null when none is known.</summary>
    public int[]? Replace(int[] words, Random random)
    {
        var start = random.Next(Math.Max(1, words.Length));
        for (var step = 0; step < words.Length; step++)
        {
            var at = (start + step) % words.Length;
            foreach (var (family, member) in _byFirstStem.GetValueOrDefault(_lexicon.StemOf(words[at]), []))
            {
                var expression = _families[family][member];
                if (Stands(expression, words, at))
                {
                    var other = _families[family][random.Next(_families[family].Length)];
                    return [.. words[..at], .. other, .. words[(at + expression.Length)..]];
                }
            }
        }

        return null;
    }

    private bool Stands(int[] expression, int[] words, int at)
    {
        if (at + expression.Length > words.Length)
        {
            return false;
        }

        for (var offset = 0; offset < expression.Length; offset++)
        {
            if (_lexicon.StemOf(expression[offset]) != _lexicon.StemOf(words[at + offset]))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(int[][] family)
    {
        for (var member = 0; member < family.Length; member++)
        {
            var first = _lexicon.StemOf(family[member][0]);
            if (!_byFirstStem.TryGetValue(first, out var list))
            {
                list = _byFirstStem[first] = [];
            }

            list.Add((_families.Count, member));
            list.Sort((left, right) => Length(right).CompareTo(Length(left)));
        }

        _families.Add(family);

        int Length((int Family, int Member) entry) => entry.Family == _families.Count ? family[entry.Member].Length : _families[entry.Family][entry.Member].Length;
    }
}
