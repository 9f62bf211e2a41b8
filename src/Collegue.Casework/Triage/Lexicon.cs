namespace Collegue.Casework.Triage;

/// <summary>
/// The words of all phrases. Says which of them a word of a message may stand for: the same word, another ending,
/// a beginning, or one typing error away.
/// </summary>
internal sealed class Lexicon
{
    // Where nothing says which words exist, only long ones are taken for misspelt.
    private const int ShortestMisspelt = 7;
    private const int ShortestUnknown = 5;

    private readonly Dictionary<(WordForm Form, string Text), int> ids = [];
    private readonly Dictionary<string, List<int>> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> beginnings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Word, int Id, bool Beginning)>> shortened = new(StringComparer.Ordinal);
    private readonly HashSet<string> wellSpelt;
    private readonly Func<string, bool>? exists;
    private readonly int shortest;

    /// <param name="wellSpelt">Words that stand for themselves.</param>
    /// <param name="exists">Whether a word is one of the language; none is known without.</param>
    public Lexicon(IEnumerable<string> wellSpelt, Func<string, bool>? exists = null)
    {
        this.wellSpelt = new(wellSpelt, StringComparer.Ordinal);
        this.exists = exists;
        shortest = exists is null ? ShortestMisspelt : ShortestUnknown;
    }

    public int Add(WordForm form, string word)
    {
        if (ids.TryGetValue((form, word), out var known))
            return known;
        var id = ids.Count;
        ids.Add((form, word), id);
        switch (form)
        {
            case WordForm.Exact:
                Put(exact, word, id);
                break;
            case WordForm.Inflected:
                Put(stems, Stem(word), id);
                break;
            default:
                Put(beginnings, word, id);
                break;
        }

        if (form != WordForm.Exact && word.Length >= shortest)
            AddShortened(word, id, form == WordForm.Beginning);
        return id;
    }

    /// <summary>Ids of the phrase words that <paramref name="word"/> may stand for.</summary>
    public int[] Find(string word)
    {
        var found = new HashSet<int>();
        var exactly = exact.GetAlternateLookup<ReadOnlySpan<char>>();
        if (exactly.TryGetValue(word, out var same))
            found.UnionWith(same);
        if (stems.TryGetValue(Stem(word), out var inflected))
            found.UnionWith(inflected);
        var starts = beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = 2; length <= word.Length; length++)
        {
            if (starts.TryGetValue(word.AsSpan(0, length), out var begun))
                found.UnionWith(begun);
        }

        if (found.Count == 0 && word.Length >= shortest - 1 && word.Length <= 40 && !wellSpelt.Contains(word) && exists?.Invoke(word) != true)
            FindMisspelt(word, found);
        return found.Count == 0 ? [] : [.. found];
    }

    /// <summary>Plural and feminine endings removed; enough for nouns, phrases carry the verbs.</summary>
    internal static string Stem(string word)
    {
        var length = word.Length;
        if (length > 3 && word[length - 1] is 's' or 'x')
            length--;
        if (length > 4 && word[length - 1] == 'e')
            length--;
        return word[..length];
    }

    private void AddShortened(string word, int id, bool beginning)
    {
        PutShortened(word, word, id, beginning);
        for (var removed = 1; removed < word.Length; removed++)
            PutShortened(word.Remove(removed, 1), word, id, beginning);
    }

    private void PutShortened(string key, string word, int id, bool beginning)
    {
        if (!shortened.TryGetValue(key, out var entries))
            shortened.Add(key, entries = []);
        entries.Add((word, id, beginning));
    }

    private void FindMisspelt(string word, HashSet<int> found)
    {
        Span<char> buffer = stackalloc char[word.Length];
        for (var length = shortest - 1; length <= word.Length; length++)
        {
            var piece = word.AsSpan(0, length);
            LookUp(piece, piece, length == word.Length, found);
            var key = buffer[..(length - 1)];
            for (var removed = 1; removed < length; removed++)
            {
                piece[..removed].CopyTo(key);
                piece[(removed + 1)..].CopyTo(key[removed..]);
                LookUp(key, piece, length == word.Length, found);
            }
        }
    }

    private void LookUp(ReadOnlySpan<char> key, ReadOnlySpan<char> piece, bool whole, HashSet<int> found)
    {
        if (!shortened.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var entries))
            return;
        foreach (var (word, id, beginning) in entries)
        {
            if ((whole || beginning) && OneErrorApart(word, piece))
                found.Add(id);
        }
    }

    /// <summary>One letter added, missing, changed, or two neighbours swapped.</summary>
    internal static bool OneErrorApart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var same = left.CommonPrefixLength(right);
        left = left[same..];
        right = right[same..];
        return (left.Length - right.Length) switch
        {
            0 => left.Length == 0
                || left[1..].SequenceEqual(right[1..])
                || (left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..])),
            1 => left[1..].SequenceEqual(right),
            -1 => left.SequenceEqual(right[1..]),
            _ => false,
        };
    }

    private static void Put(Dictionary<string, List<int>> index, string key, int id)
    {
        if (!index.TryGetValue(key, out var list))
            index.Add(key, list = []);
        list.Add(id);
    }
}

internal enum WordForm
{
    /// <summary>Any plural or feminine ending.</summary>
    Inflected,

    /// <summary>This word only (<c>=mot</c>).</summary>
    Exact,

    /// <summary>Every word that begins so (<c>mot*</c>).</summary>
    Beginning,
}
