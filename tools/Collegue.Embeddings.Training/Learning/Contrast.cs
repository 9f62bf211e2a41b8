using System.Numerics.Tensors;
using Collegue.Embeddings.Training.Pairs;

namespace Collegue.Embeddings.Training.Learning;

/// <summary>
/// In a batch, each question must find its answer among all answers, and each answer its question among all questions (InfoNCE both
/// ways). Gives the loss and the gradient of every text's vector.
/// </summary>
internal static class Contrast
{
    /// <summary>Sharpness of the choice: similarities are multiplied by it.</summary>
    private const float Scale = 20f;

    public static double Loss(IReadOnlyList<TrainingPair> pairs, Rows vectors, Rows gradients)
    {
        var count = pairs.Count;
        var (byAsked, byAnswer) = (new Rows(count, count), new Rows(count, count));
        var losses = new double[count];
        Parallel.For(0, count, asked =>
        {
            for (var answer = 0; answer < count; answer++)
            {
                var apart = asked == answer || (pairs[asked].Group != pairs[answer].Group && pairs[asked].Subject != pairs[answer].Subject);
                var similarity = apart ? Scale * TensorPrimitives.Dot(vectors[asked], vectors[count + answer]) : float.NegativeInfinity;
                byAsked[asked][answer] = similarity;
                byAnswer[answer][asked] = similarity;
            }
        });
        Parallel.For(0, count, row => losses[row] = Choose(byAsked[row], row) + Choose(byAnswer[row], row));
        Parallel.For(0, count, row =>
        {
            gradients[row].Clear();
            gradients[count + row].Clear();
            for (var other = 0; other < count; other++)
            {
                Pull(byAsked[row][other] + byAnswer[other][row], vectors[count + other], gradients[row]);
                Pull(byAnswer[row][other] + byAsked[other][row], vectors[other], gradients[count + row]);
            }
        });
        return losses.Sum() / (2 * count);

        void Pull(float share, ReadOnlySpan<float> vector, Span<float> gradient)
        {
            if (MathF.Abs(share) > 1e-6f)
            {
                TensorPrimitives.MultiplyAdd(vector, share * Scale / (2 * count), gradient, gradient);
            }
        }
    }

    /// <summary>Turns similarities into what is chosen minus what should be, and gives the loss.</summary>
    private static double Choose(Span<float> similarities, int right)
    {
        var wanted = similarities[right];
        var greatest = TensorPrimitives.Max<float>(similarities);
        TensorPrimitives.Subtract(similarities, greatest, similarities);
        TensorPrimitives.Exp(similarities, similarities);
        var sum = TensorPrimitives.Sum<float>(similarities);
        TensorPrimitives.Divide(similarities, sum, similarities);
        similarities[right] -= 1;
        return MathF.Log(sum) + greatest - wanted;
    }
}
