using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Collegue.Knowledge.Embedding;

/// <summary>A table of vectors, a byte a number and a scale a row.</summary>
internal sealed class QuantisedRows(int dimensions, sbyte[] values, float[] scales)
{
    public int Count => scales.Length;

    public ReadOnlySpan<sbyte> Values => values;

    public ReadOnlySpan<float> Scales => scales;

    /// <summary>Rounds each row to the nearest of 255 steps between plus and minus its greatest number.</summary>
    public static QuantisedRows From(ReadOnlySpan<float> rows, int dimensions)
    {
        var (values, scales) = (new sbyte[rows.Length], new float[rows.Length / dimensions]);
        for (var row = 0; row < scales.Length; row++)
        {
            scales[row] = Quantise(rows.Slice(row * dimensions, dimensions), values.AsSpan(row * dimensions, dimensions));
        }

        return new QuantisedRows(dimensions, values, scales);
    }

    /// <summary>Gives what a step is worth; a row of zeros has steps of zero.</summary>
    public static float Quantise(ReadOnlySpan<float> row, Span<sbyte> values)
    {
        var greatest = MathF.Abs(TensorPrimitives.MaxMagnitude(row));
        if (!(greatest > 1e-30f) || !float.IsFinite(greatest))
        {
            values.Clear();
            return 0;
        }

        var inverse = sbyte.MaxValue / greatest;
        for (var at = 0; at < row.Length; at++)
        {
            values[at] = (sbyte)MathF.Round(row[at] * inverse);
        }

        return greatest / sbyte.MaxValue;
    }

    public void AddTo(Span<float> sum, int row, float weight)
    {
        var factor = weight * scales[row];
        var steps = values.AsSpan(row * dimensions, dimensions);
        var at = 0;
        for (; at + Vector<sbyte>.Count <= steps.Length; at += Vector<sbyte>.Count)
        {
            Vector.Widen(new Vector<sbyte>(steps[at..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            var into = MemoryMarshal.Cast<float, Vector<float>>(sum[at..]);
            into[0] += Vector.ConvertToSingle(first) * factor;
            into[1] += Vector.ConvertToSingle(second) * factor;
            into[2] += Vector.ConvertToSingle(third) * factor;
            into[3] += Vector.ConvertToSingle(fourth) * factor;
        }

        for (; at < steps.Length; at++)
        {
            sum[at] += steps[at] * factor;
        }
    }
}
