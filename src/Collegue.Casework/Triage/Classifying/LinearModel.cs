using System.Numerics.Tensors;
using Collegue.Knowledge.Embedding;

namespace Collegue.Casework.Triage.Classifying;

/// <summary>
/// A weight for each word, sequence of letters and direction of meaning, for each kind of task and each human-only
/// situation. The score of a class is the sum of the weights of what a message holds; shares come from a softmax over the
/// kinds, and another over the situations.
/// </summary>
internal sealed class LinearModel
{
    private readonly int _width;

    public LinearModel(string name, Vocabulary vocabulary, IReadOnlyList<string> kinds, IReadOnlyList<string> situations,
        float[] bias, QuantisedRows words, QuantisedRows letters, QuantisedRows meaning)
    {
        (Name, Vocabulary, Kinds, Situations, Bias) = (name, vocabulary, kinds, situations, bias);
        (Words, Letters, Meaning) = (words, letters, meaning);
        _width = kinds.Count + situations.Count;
        NoSituation = kinds.Count + situations.Index().First(row => row.Item == None).Index;
    }

    /// <summary>A class of both lists: a message that is no kind of task, or in no human-only situation.</summary>
    public const string None = "none";

    public string Name { get; }

    public Vocabulary Vocabulary { get; }

    /// <summary>Slugs of kinds of task, and <see cref="None"/>.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>Slugs of human-only signals, and <see cref="None"/>.</summary>
    public IReadOnlyList<string> Situations { get; }

    /// <summary>Where the share of the messages that are in no human-only situation stands.</summary>
    public int NoSituation { get; }

    public float[] Bias { get; }

    public QuantisedRows Words { get; }

    public QuantisedRows Letters { get; }

    public QuantisedRows Meaning { get; }

    /// <summary>Shares of each kind, then of each situation; each of the two parts sums to one.</summary>
    public float[] Shares(MessageFeatures features)
    {
        var scores = Bias.AsSpan(0, _width).ToArray();
        foreach (var feature in features.KnownWords)
            Words.AddTo(scores, feature.Row, feature.Value);
        foreach (var feature in features.Letters)
            Letters.AddTo(scores, feature.Row, feature.Value);
        for (var direction = 0; direction < features.Meaning.Length; direction++)
            Meaning.AddTo(scores, direction, features.Meaning[direction]);
        TensorPrimitives.SoftMax(scores.AsSpan(0, Kinds.Count), scores.AsSpan(0, Kinds.Count));
        TensorPrimitives.SoftMax(scores.AsSpan(Kinds.Count), scores.AsSpan(Kinds.Count));
        return scores;
    }

    /// <summary>
    /// What each word of the message, by its index, added to the score of one class, compared with what it added to the other classes of the
    /// same list on average.
    /// </summary>
    public Dictionary<int, float> Contributions(MessageFeatures features, IReadOnlyList<WeighedWord> words, TextEmbedder embedder, int column)
    {
        var added = words.ToDictionary(word => word.Index, _ => 0f);
        var row = new float[_width];
        foreach (var feature in features.KnownWords.Where(feature => feature.Word >= 0))
            added[feature.Word] += Of(Words, feature.Row, feature.Value);
        foreach (var feature in features.Letters)
            added[feature.Word] += Of(Letters, feature.Row, feature.Value);
        if (features.MeaningLength <= 0)
            return added;
        // The direction of the class among all, said once; then each word's share of it.
        var direction = new float[embedder.Dimensions];
        for (var at = 0; at < direction.Length; at++)
            direction[at] = Of(Meaning, at, 1);
        var vector = new float[embedder.Dimensions];
        foreach (var word in words)
        {
            Array.Clear(vector);
            embedder.AddWord(word.Text, vector);
            added[word.Index] += TensorPrimitives.Dot<float>(vector, direction) / features.MeaningLength;
        }

        return added;

        float Of(QuantisedRows rows, int at, float value)
        {
            Array.Clear(row);
            rows.AddTo(row, at, value);
            var list = column < Kinds.Count ? row.AsSpan(0, Kinds.Count) : row.AsSpan(Kinds.Count);
            return row[column] - (TensorPrimitives.Sum<float>(list) / list.Length);
        }
    }
}
