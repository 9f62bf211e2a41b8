using System.Numerics.Tensors;

namespace Collegue.Embeddings.Training.Learning;

/// <summary>Rows of numbers learnt with Adagrad: each number has its own pace, slower as it has moved more.</summary>
internal sealed class Table(int rows, int dimensions)
{
    private readonly float[] _values = new float[rows * dimensions];
    private readonly float[] _moved = new float[rows * dimensions];

    public int Rows => rows;

    public Span<float> this[int row] => _values.AsSpan(row * dimensions, dimensions);

    public void Learn(int row, ReadOnlySpan<float> gradient, float pace)
    {
        var values = this[row];
        var moved = _moved.AsSpan(row * dimensions, dimensions);
        TensorPrimitives.MultiplyAdd(gradient, gradient, moved, moved);
        Span<float> step = stackalloc float[dimensions];
        TensorPrimitives.Add(moved, 1e-8f, step);
        TensorPrimitives.ReciprocalSqrt(step, step);
        TensorPrimitives.Multiply(step, gradient, step);
        TensorPrimitives.MultiplyAdd(step, -pace, values, values);
    }
}
