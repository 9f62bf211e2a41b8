using System.Numerics.Tensors;

namespace Collegue.Embeddings.Training.Learning;

/// <summary>One step for one batch: words, parts and texts forward, gradients back the same way.</summary>
internal sealed class Learner(Parameters parameters)
{
    private const float ShortestSum = 1e-6f;

    public double Step(Batch batch, float pace)
    {
        var width = parameters.Dimensions;
        var (words, parts, texts) = (new Rows(batch.Tokens.Count, width), new Rows(batch.PartTokens.Count, width), new Rows(batch.Texts.Count, width));
        var (partLengths, textLengths) = (new float[parts.Count], new float[texts.Count]);
        Parallel.For(0, words.Count, word => parameters.Compose(batch.Tokens[word], words[word]));
        Parallel.For(0, parts.Count, part =>
        {
            foreach (var word in batch.PartTokens[part])
            {
                TensorPrimitives.Add(parts[part], words[word], parts[part]);
            }

            partLengths[part] = Normalise(parts[part]);
        });
        Parallel.For(0, texts.Count, text =>
        {
            var (first, count) = batch.Texts[text];
            for (var part = first; part < first + count; part++)
            {
                TensorPrimitives.MultiplyAdd(parts[part], batch.PartWeights[part], texts[text], texts[text]);
            }

            textLengths[text] = Normalise(texts[text]);
        });

        var (textGradients, partGradients) = (new Rows(texts.Count, width), new Rows(parts.Count, width));
        var loss = Contrast.Loss(batch.Pairs, texts, textGradients);
        Parallel.For(0, texts.Count, text =>
        {
            ThroughLength(texts[text], textLengths[text], textGradients[text]);
            var (first, count) = batch.Texts[text];
            for (var part = first; part < first + count; part++)
            {
                TensorPrimitives.Multiply(textGradients[text], batch.PartWeights[part], partGradients[part]);
                ThroughLength(parts[part], partLengths[part], partGradients[part]);
            }
        });
        Learn(batch, partGradients, pace);
        return loss;
    }

    private void Learn(Batch batch, Rows partGradients, float pace)
    {
        var wordGradients = new Rows(batch.Tokens.Count, parameters.Dimensions);
        Parallel.For(0, wordGradients.Count, word =>
        {
            foreach (var part in batch.Users[word])
            {
                TensorPrimitives.Add(wordGradients[word], partGradients[part], wordGradients[word]);
            }
        });

        // A stem stands at most once in a batch as itself, but many share their sequences of letters.
        Parallel.For(0, wordGradients.Count, word =>
        {
            if (parameters.RowOf(batch.Tokens[word]) is >= 0 and var row)
            {
                parameters.Stems.Learn(row, wordGradients[word], pace);
            }
        });
        var byGram = new Dictionary<int, List<(int Word, float Share)>>();
        for (var word = 0; word < wordGradients.Count; word++)
        {
            var grams = parameters.GramsOf(batch.Tokens[word]);
            foreach (var gram in grams)
            {
                if (!byGram.TryGetValue(gram, out var users))
                {
                    users = byGram[gram] = [];
                }

                users.Add((word, 1f / grams.Length));
            }
        }

        Parallel.ForEach(byGram, entry =>
        {
            Span<float> gradient = stackalloc float[parameters.Dimensions];
            gradient.Clear();
            foreach (var (word, share) in entry.Value)
            {
                TensorPrimitives.MultiplyAdd(wordGradients[word], share, gradient, gradient);
            }

            parameters.Grams.Learn(entry.Key, gradient, pace);
        });
    }

    private static float Normalise(Span<float> vector)
    {
        var length = MathF.Max(TensorPrimitives.Norm<float>(vector), ShortestSum);
        TensorPrimitives.Divide(vector, length, vector);
        return length;
    }

    /// <summary>What a change of the vector before it was brought to length one would do.</summary>
    private static void ThroughLength(ReadOnlySpan<float> unit, float length, Span<float> gradient)
    {
        TensorPrimitives.MultiplyAdd(unit, -TensorPrimitives.Dot(unit, gradient), gradient, gradient);
        TensorPrimitives.Divide(gradient, length, gradient);
    }
}
