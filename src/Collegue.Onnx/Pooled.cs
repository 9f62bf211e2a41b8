using System.Numerics.Tensors;
using Collegue.Knowledge.Embedding.Models;

namespace Collegue.Onnx;

/// <summary>One vector a text out of what the model gave.</summary>
internal static class Pooled
{
    /// <exception cref="EmbeddingException">The shape is not that of texts or of their tokens.</exception>
    public static IEnumerable<float[]> Of(ReadOnlySpan<float> values, ReadOnlySpan<long> shape, PaddedTokens tokens, Pooling pooling)
    {
        if (shape.Length is not (2 or 3) || shape[0] != tokens.Texts || (shape.Length == 3 && shape[1] != tokens.Width) || shape[^1] <= 0)
        {
            throw new EmbeddingException($"The ONNX model gave {string.Join(" × ", shape.ToArray())} numbers, which is no vector for each text or token.");
        }

        var dimensions = (int)shape[^1];
        var vectors = new float[tokens.Texts][];
        for (var text = 0; text < tokens.Texts; text++)
        {
            vectors[text] = shape.Length == 2
                ? values.Slice(text * dimensions, dimensions).ToArray()
                : Pool(values.Slice(text * tokens.Width * dimensions, tokens.Width * dimensions), pooling == Pooling.Cls ? 1 : tokens.LengthOf(text), dimensions);
        }

        return vectors;
    }

    /// <summary>The mean of the first tokens: padding does not count.</summary>
    private static float[] Pool(ReadOnlySpan<float> tokens, int count, int dimensions)
    {
        var sum = new float[dimensions];
        for (var token = 0; token < count; token++)
        {
            TensorPrimitives.Add(sum, tokens.Slice(token * dimensions, dimensions), sum);
        }

        TensorPrimitives.Divide(sum, count, sum);
        return sum;
    }
}
