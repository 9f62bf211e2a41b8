using Collegue.Embeddings.Training.Texts;

namespace Collegue.Embeddings.Training.Pairs;

/// <summary>How often each stem comes in the sheets.</summary>
internal sealed class Rarity
{
    private const double Common = 3e-4;

    private readonly Lexicon _lexicon;
    private readonly long[] _counts;
    private readonly long _total;

    public Rarity(IReadOnlyList<SheetWords> sheets, Lexicon lexicon)
    {
        _lexicon = lexicon;
        _counts = new long[lexicon.Stems];
        foreach (var words in sheets.SelectMany(AllWords))
        {
            foreach (var word in words)
            {
                _counts[lexicon.StemOf(word)]++;
                _total++;
            }
        }
    }

    /// <summary>Each text of a sheet once.</summary>
    public static IEnumerable<int[]> AllWords(SheetWords sheet) =>
        sheet.Passages.SelectMany(passage => passage.Sentences.Concat(passage.Headings)).Append(sheet.Title).Append(sheet.Description).Concat(sheet.Names).Concat(sheet.Asked);

    public long Count(int stem) => stem < _counts.Length ? _counts[stem] : 0;

    /// <summary>From 0 for the commonest to 1 for a rare one.</summary>
    public double Weight(int stem) => Common / (Common + ((double)Count(stem) / _total));

    /// <summary>A few words of a text in their order, rare ones rather than common ones.</summary>
    public int[] Telling(int[] words, int count, Random random)
    {
        var keys = words.Distinct().Select(word => (Word: word, Key: Math.Pow(random.NextDouble(), 1 / (Weight(_lexicon.StemOf(word)) + 1e-4))))
            .OrderByDescending(row => row.Key).Take(count).Select(row => row.Word).ToHashSet();
        return [.. words.Distinct().Where(keys.Contains)];
    }
}
