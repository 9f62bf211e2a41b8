using System.Numerics.Tensors;
using Collegue.Knowledge.Embedding;

namespace Collegue.Triage.Training;

/// <summary>A table of weights, a row of the width of all classes, with the sum of squared slopes that slows each weight down.</summary>
internal sealed class Weights(int count, int width)
{
    private readonly float[] _values = new float[count * width];
    private readonly float[] _squares = new float[count * width];
    private readonly float[] _sums = new float[count * width];
    private readonly float[] _slope = new float[width];
    private readonly float[] _pace = new float[width];

    private int _kept;

    public Span<float> Row(int at) => _values.AsSpan(at * width, width);

    public void Step(int at, ReadOnlySpan<float> slope, float value, float pace)
    {
        if (value == 0)
            return;
        var squares = _squares.AsSpan(at * width, width);
        TensorPrimitives.Multiply(slope, value, _slope);
        TensorPrimitives.MultiplyAdd(_slope, _slope, squares, squares);
        TensorPrimitives.Add(squares, 1e-6f, _pace);
        TensorPrimitives.Sqrt(_pace, _pace);
        TensorPrimitives.Divide(_slope, _pace, _slope);
        TensorPrimitives.MultiplyAdd(_slope, -pace, Row(at), Row(at));
    }

    public void Shrink(float factor) => TensorPrimitives.Multiply(_values, factor, _values);

    /// <summary>Counts the weights as they are now in the mean that is kept.</summary>
    public void Keep()
    {
        TensorPrimitives.Add(_sums, _values, _sums);
        _kept++;
    }

    public float[] Mean()
    {
        var mean = new float[_sums.Length];
        TensorPrimitives.Divide(_sums, _kept, mean);
        return mean;
    }

    public QuantisedRows Rounded() => QuantisedRows.From(Mean(), width);
}
