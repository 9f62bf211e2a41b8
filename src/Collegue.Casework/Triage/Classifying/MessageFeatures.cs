using System.Numerics.Tensors;
using Collegue.Knowledge.Embedding;

namespace Collegue.Casework.Triage.Classifying;

/// <summary>One row of the classifier and how much it counts in a message.</summary>
/// <param name="Word">Index of the word of the message it comes from, the first of two for a pair; -1 for what the rules found.</param>
internal readonly record struct Feature(int Row, float Value, int Word);

/// <summary>
/// What the classifier sees of a message: its known words and pairs of words, the sequences of letters of its words (for
/// misspellings), its meaning (the sum of the vectors of its words), each of length one, and what the rules found in it.
/// </summary>
internal sealed class MessageFeatures
{
    private const int NoWord = -1;

    private MessageFeatures(List<Feature> words, List<Feature> letters, float[] meaning, float meaningLength)
    {
        KnownWords = words;
        Letters = letters;
        Meaning = meaning;
        MeaningLength = meaningLength;
    }

    public List<Feature> KnownWords { get; }

    public List<Feature> Letters { get; }

    public float[] Meaning { get; }

    /// <summary>Length of the sum of the vectors of the words, before it was brought to one.</summary>
    public float MeaningLength { get; }

    public static MessageFeatures Of(
        IReadOnlyList<WeighedWord> words, IEnumerable<(string Name, float Value)> found, Vocabulary vocabulary, TextEmbedder embedder)
    {
        var count = words.Count;
        var known = new List<Feature>(count * 2);
        var letters = new List<Feature>(count * 8);
        var meaning = new float[embedder.Dimensions];
        Span<int> rows = stackalloc int[Grams.Most];
        for (var at = 0; at < count; at++)
        {
            var stem = Lexicon.Stem(words[at].Text);
            if (stem.Length > WordReader.LongestWord)
                stem = stem[..WordReader.LongestWord];
            if (vocabulary.Find(stem) is { } row)
                known.Add(new Feature(row, vocabulary.Weight(row), words[at].Index));
            if (at + 1 < count && vocabulary.Find(Vocabulary.Pair(stem, Lexicon.Stem(words[at + 1].Text))) is { } pair)
                known.Add(new Feature(pair, vocabulary.Weight(pair), words[at].Index));
            if (!char.IsDigit(stem[0]))
            {
                foreach (var gram in rows[..Grams.Rows(stem, vocabulary.GramRows, rows)])
                    letters.Add(new Feature(gram, vocabulary.GramWeight(gram), words[at].Index));
            }

            embedder.AddWord(words[at].Text, meaning);
        }

        ToLengthOne(known);
        ToLengthOne(letters);
        foreach (var (name, value) in found)
        {
            if (vocabulary.Find(name) is { } row)
                known.Add(new Feature(row, value, NoWord));
        }

        var length = TensorPrimitives.Norm<float>(meaning);
        if (length > 0)
            TensorPrimitives.Divide(meaning, length, meaning);
        return new MessageFeatures(known, letters, meaning, length);
    }

    // A row met twice counts once and a half, not twice.
    private static void ToLengthOne(List<Feature> features)
    {
        var times = new Dictionary<int, int>(features.Count);
        for (var at = 0; at < features.Count; at++)
        {
            var feature = features[at];
            var time = times[feature.Row] = times.GetValueOrDefault(feature.Row) + 1;
            features[at] = feature with { Value = time == 1 ? feature.Value : feature.Value / (2 << Math.Min(time - 2, 8)) };
        }

        var sums = new Dictionary<int, float>(times.Count);
        foreach (var feature in features)
            sums[feature.Row] = sums.GetValueOrDefault(feature.Row) + feature.Value;
        var length = MathF.Sqrt(sums.Values.Sum(value => value * value));
        if (length <= 0)
            return;
        for (var at = 0; at < features.Count; at++)
            features[at] = features[at] with { Value = features[at].Value / length };
    }
}
