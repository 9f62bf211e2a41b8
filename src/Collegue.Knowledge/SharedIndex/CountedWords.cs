using System.Runtime.InteropServices;
using Collegue.Knowledge.Indexing;
using Lucene.Net.Analysis.TokenAttributes;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>How often each word comes in each field of a document or passage, and how long each field is.</summary>
internal sealed class CountedWords(int fields)
{
    private readonly Dictionary<string, int[]> _counts = new(StringComparer.Ordinal);

    public int[] Lengths { get; } = new int[fields];

    public IReadOnlyDictionary<string, int[]> Counts => _counts;

    public void Add(int field, string text, FrenchAnalysis analysis)
    {
        using var stream = analysis.GetTokenStream("text", text);
        var word = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            Add(field, word.ToString()!, 1);
        }
    }

    /// <summary>What was counted in one field of another, as the text of a passage in the body of its document.</summary>
    public void Add(int field, CountedWords other, int otherField)
    {
        foreach (var (word, counts) in other._counts)
        {
            if (counts[otherField] > 0)
            {
                Add(field, word, counts[otherField]);
            }
        }
    }

    private void Add(int field, string word, int times)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, word, out _);
        counts ??= new int[fields];
        counts[field] += times;
        Lengths[field] += times;
    }
}
