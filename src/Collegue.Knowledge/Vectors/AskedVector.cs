using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Collegue.Knowledge.Vectors;

/// <summary>A question rounded finely, as shorts: small enough for the sums of <see cref="ByteDot"/> to fit for any row.</summary>
internal readonly struct AskedVector
{
    /// <summary>Greatest length of vectors: beyond it a sum of 128 × 2,047 a number might not fit.</summary>
    public const int MostDimensions = 8_192;

    private const float Greatest = 2_047;

    private readonly short[] _values;
    private readonly float _scale;

    public AskedVector(ReadOnlySpan<float> question)
    {
        _values = new short[question.Length];
        var greatest = MathF.Abs(TensorPrimitives.MaxMagnitude(question));
        if (greatest > 0 && float.IsFinite(greatest))
        {
            _scale = greatest / Greatest;
            for (var at = 0; at < question.Length; at++)
            {
                _values[at] = (short)MathF.Round(question[at] / _scale);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float With(ref sbyte row, float scale) =>
        _scale * scale * ByteDot.Of(ref row, ref MemoryMarshal.GetArrayDataReference(_values), _values.Length);
}
