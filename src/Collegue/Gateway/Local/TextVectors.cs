using System.Numerics.Tensors;
using Collegue.Knowledge.Embedding;
using Microsoft.Extensions.AI;

namespace Collegue.Gateway.Local;

/// <summary>Vectors by the model that comes with the program, whatever model the administrator chose for search: they stay comparable.</summary>
internal sealed class TextVectors(TextEmbedder embedder)
{
    public const int MostTexts = 2048;

    /// <summary>Letters of a text; our model reads no more.</summary>
    public const int LongestText = TextEmbedder.LongestText;

    public string ModelName => embedder.Name;

    public int Dimensions => embedder.Dimensions;

    /// <param name="dimensions">The first numbers of each vector, brought to length one again; all of them when null.</param>
    public async Task<IReadOnlyList<float[]>> OfAsync(IReadOnlyList<string> texts, int? dimensions, CancellationToken cancellation)
    {
        using var generator = new StaticEmbeddingGenerator(embedder);
        var made = await generator.GenerateAsync(texts, null, cancellation);
        return [.. made.Select(one => Shortened(one.Vector, dimensions ?? Dimensions))];
    }

    private static float[] Shortened(ReadOnlyMemory<float> vector, int dimensions)
    {
        var kept = vector.Span[..dimensions].ToArray();
        if (dimensions < vector.Length && TensorPrimitives.Norm<float>(kept) is var length && length > 1e-12f)
        {
            TensorPrimitives.Divide(kept, length, kept);
        }

        return kept;
    }
}
