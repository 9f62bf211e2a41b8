using System.Globalization;
using System.Numerics.Tensors;
using Collegue.Knowledge.Vectors;
using Microsoft.Extensions.AI;

namespace Collegue.Knowledge.Embedding.Models;

/// <summary>
/// Refuses what is no answer: another number of vectors than of texts, numbers that are none, vectors of another length than those before.
/// What passes is brought to length one.
/// </summary>
internal sealed class CheckedEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private int _dimensions;

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        if (texts.Count == 0)
        {
            return [];
        }

        var answer = await base.GenerateAsync(texts, options, cancellationToken);
        if (answer.Count != texts.Count)
        {
            throw new EmbeddingException(string.Create(
                CultureInfo.InvariantCulture, $"The embedding model gave {answer.Count} vectors for {texts.Count} texts."));
        }

        return [.. answer.Select(embedding => new Embedding<float>(OfLengthOne(embedding.Vector.Span)))];
    }

    private float[] OfLengthOne(ReadOnlySpan<float> vector)
    {
        if (vector.Length is 0 or > AskedVector.MostDimensions)
        {
            throw new EmbeddingException(string.Create(CultureInfo.InvariantCulture,
                $"The embedding model gave a vector of {vector.Length} numbers; from 1 to {AskedVector.MostDimensions} can be used."));
        }

        if (Interlocked.CompareExchange(ref _dimensions, vector.Length, 0) is > 0 and var before && before != vector.Length)
        {
            throw new EmbeddingException(string.Create(CultureInfo.InvariantCulture,
                $"The embedding model gave a vector of {vector.Length} numbers after vectors of {before}: it is not one model."));
        }

        if (!TensorPrimitives.IsFiniteAll(vector))
        {
            throw new EmbeddingException("The embedding model gave a vector with a number that is none (NaN or infinite).");
        }

        // Scaled first: the squares of very great or very small numbers would not fit.
        var greatest = MathF.Abs(TensorPrimitives.MaxMagnitude(vector));
        var unit = new float[vector.Length];
        if (greatest > 0)
        {
            TensorPrimitives.Divide(vector, greatest, unit);
            TensorPrimitives.Divide(unit, TensorPrimitives.Norm<float>(unit), unit);
        }

        return unit;
    }
}
