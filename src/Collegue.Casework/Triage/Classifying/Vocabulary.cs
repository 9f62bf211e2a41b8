namespace Collegue.Casework.Triage.Classifying;

/// <summary>
/// The words and pairs of words the classifier knows, each with its rarity (the logarithm of the number of messages per
/// message that holds it), and the rarity of sequences of letters by row of their table.
/// </summary>
internal sealed class Vocabulary
{
    private const int ShortestMended = 5;
    private const int LongestMended = 30;

    private readonly Dictionary<string, int> _rows;
    private readonly float[] _weights;
    private readonly float[] _gramWeights;
    private readonly Dictionary<string, string> _mended = new(StringComparer.Ordinal);

    public Vocabulary(IReadOnlyList<string> words, float[] weights, float[] gramWeights)
    {
        Words = words;
        _weights = weights;
        _gramWeights = gramWeights;
        _rows = new Dictionary<string, int>(words.Count, StringComparer.Ordinal);
        for (var row = 0; row < words.Count; row++)
            _rows[words[row]] = row;
        // The commonest word wins the place of those it is a letter away from.
        foreach (var word in Enumerable.Range(0, words.Count).Where(row => words[row].Length >= ShortestMended && words[row].All(char.IsLetter))
            .OrderByDescending(row => weights[row]).Select(row => words[row]))
        {
            for (var at = 0; at < word.Length; at++)
                _mended[word.Remove(at, 1)] = word;
        }

        foreach (var word in words.Where(word => word.Length >= ShortestMended))
            _mended[word] = word;
    }

    public IReadOnlyList<string> Words { get; }

    public int GramRows => _gramWeights.Length;

    public ReadOnlySpan<float> Weights => _weights;

    public ReadOnlySpan<float> GramWeights => _gramWeights;

    public bool Knows(string word) => _rows.ContainsKey(Lexicon.Stem(word));

    /// <summary>The word itself when it is known, short or like nothing known; else the stem of the known word one letter away.</summary>
    public string Mend(string word)
    {
        var stem = Lexicon.Stem(word);
        if (stem.Length < ShortestMended - 1 || stem.Length > LongestMended || _rows.ContainsKey(stem))
            return word;
        if (_mended.TryGetValue(stem, out var near))
            return near;
        for (var at = 0; at < stem.Length; at++)
        {
            if (_mended.TryGetValue(stem.Remove(at, 1), out near) && Lexicon.OneErrorApart(near, stem))
                return near;
        }

        return word;
    }

    public static string Pair(string first, string second) => $"{first} {second}";

    public int? Find(string word) => _rows.TryGetValue(word, out var row) ? row : null;

    public float Weight(int row) => _weights[row];

    public float GramWeight(int row) => _gramWeights[row];
}
