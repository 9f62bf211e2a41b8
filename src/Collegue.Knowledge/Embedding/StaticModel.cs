namespace Collegue.Knowledge.Embedding;

/// <summary>One vector for each known stem, and one for each sequence of letters, for the words that are not known.</summary>
/// <param name="name">Says which training it comes from: vectors of two names are never compared.</param>
internal sealed class StaticModel(string name, int dimensions, IReadOnlyList<string> stems, QuantisedRows stemRows, QuantisedRows gramRows)
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _rowByStem = Index(stems);

    public string Name => name;

    public int Dimensions => dimensions;

    public IReadOnlyList<string> Stems => stems;

    public QuantisedRows StemRows => stemRows;

    public QuantisedRows GramRows => gramRows;

    public bool Knows(ReadOnlySpan<char> stem) => _rowByStem.ContainsKey(stem);

    /// <summary>Adds the vector of one stem to a sum.</summary>
    public void AddTo(Span<float> sum, ReadOnlySpan<char> stem, float weight = 1)
    {
        if (_rowByStem.TryGetValue(stem, out var row))
        {
            stemRows.AddTo(sum, row, weight);
            return;
        }

        Span<int> rows = stackalloc int[Grams.Most];
        var count = Grams.Rows(stem, gramRows.Count, rows);
        foreach (var gram in rows[..count])
        {
            gramRows.AddTo(sum, gram, weight / count);
        }
    }

    private static Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Index(IReadOnlyList<string> stems)
    {
        var rows = new Dictionary<string, int>(stems.Count, StringComparer.Ordinal);
        for (var row = 0; row < stems.Count; row++)
        {
            rows[stems[row]] = row;
        }

        return rows.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
