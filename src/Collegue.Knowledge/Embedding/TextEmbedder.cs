using System.Buffers;
using System.Numerics.Tensors;

namespace Collegue.Knowledge.Embedding;

/// <summary>
/// Vectors of texts by our own model: the sum of the vectors of their words, of length one. Texts close in meaning have a
/// dot product near one. Any text is accepted; safe for use by many threads.
/// </summary>
public sealed class TextEmbedder
{
    /// <summary>Letters read of a text; what follows does not count.</summary>
    public const int LongestText = 32_768;

    private const float TitleWeight = 1f;
    private const float HeadingWeight = 0.5f;
    private const float TextWeight = 1f;

    private readonly StaticModel _model;

    internal TextEmbedder(StaticModel model) => _model = model;

    /// <summary>Says which model made a vector: those of two names must not be compared.</summary>
    public string Name => _model.Name;

    public int Dimensions => _model.Dimensions;

    /// <summary>Reads the model that comes with the program: some tens of milliseconds, ten megabytes. Keep the result.</summary>
    public static TextEmbedder Load()
    {
        using var stream = typeof(TextEmbedder).Assembly.GetManifestResourceStream(typeof(TextEmbedder), "model.bin")
            ?? throw new InvalidOperationException("model.bin is not in the assembly.");
        return Load(stream);
    }

    /// <exception cref="InvalidDataException">It is not a model, or it is damaged.</exception>
    public static TextEmbedder Load(Stream stream) => new(ModelFile.Read(stream));

    /// <summary>Writes the vector of a question, title or sentence; false, and zeros, when the text holds no word.</summary>
    /// <param name="vector">As long as <see cref="Dimensions"/>.</param>
    public bool Embed(ReadOnlySpan<char> text, Span<float> vector)
    {
        vector = vector[.._model.Dimensions];
        vector.Clear();
        var word = ArrayPool<char>.Shared.Rent(WordReader.LongestWord);
        var words = new WordReader(text.Length > LongestText ? text[..LongestText] : text, word);
        while (words.Next())
        {
            _model.AddTo(vector, word.AsSpan(0, Stemming.Stem(word, words.Word.Length)));
        }

        ArrayPool<char>.Shared.Return(word);
        return Normalise(vector);
    }

    /// <summary>Adds the vector of one word, already folded, to a sum that is not brought to length one.</summary>
    public void AddWord(ReadOnlySpan<char> folded, Span<float> sum)
    {
        var word = ArrayPool<char>.Shared.Rent(WordReader.LongestWord);
        _model.AddTo(sum, Stem(folded, word));
        ArrayPool<char>.Shared.Return(word);
    }

    /// <summary>Whether a word, already folded, was among those of the texts the model comes from.</summary>
    public bool Knows(ReadOnlySpan<char> folded)
    {
        var word = ArrayPool<char>.Shared.Rent(WordReader.LongestWord);
        var known = _model.Knows(Stem(folded, word));
        ArrayPool<char>.Shared.Return(word);
        return known;
    }

    /// <summary>
    /// Writes the vector of a passage as search compares it with questions: its text, the title of its document and the headings
    /// and situations above it, each by its own weight whatever its length.
    /// </summary>
    public bool EmbedPassage(ReadOnlySpan<char> title, ReadOnlySpan<char> heading, ReadOnlySpan<char> text, Span<float> vector)
    {
        vector = vector[.._model.Dimensions];
        Span<float> part = stackalloc float[vector.Length];
        Embed(title, vector);
        TensorPrimitives.Multiply(vector, TitleWeight, vector);
        Embed(heading, part);
        TensorPrimitives.MultiplyAdd(part, HeadingWeight, vector, vector);
        Embed(text, part);
        TensorPrimitives.MultiplyAdd(part, TextWeight, vector, vector);
        return Normalise(vector);
    }

    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> folded, char[] word)
    {
        var length = Math.Min(folded.Length, WordReader.LongestWord);
        folded[..length].CopyTo(word);
        return word.AsSpan(0, Stemming.Stem(word, length));
    }

    private static bool Normalise(Span<float> vector)
    {
        var length = TensorPrimitives.Norm<float>(vector);
        if (!(length > 1e-12f))
        {
            vector.Clear();
            return false;
        }

        TensorPrimitives.Divide(vector, length, vector);
        return true;
    }
}
