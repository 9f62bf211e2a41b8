using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Collegue.Knowledge.Embedding.Keeping;

/// <summary>A vector in a row of the database: what a step is worth, then a byte a number. Rounding it again changes nothing.</summary>
internal static class KeptVector
{
    public static byte[] Write(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[sizeof(float) + vector.Length];
        var scale = QuantisedRows.Quantise(vector, MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan(sizeof(float))));
        BinaryPrimitives.WriteSingleLittleEndian(bytes, scale);
        return bytes;
    }

    /// <summary>Null when the bytes hold no vector.</summary>
    public static float[]? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= sizeof(float) || BinaryPrimitives.ReadSingleLittleEndian(bytes) is not (>= 0 and < float.PositiveInfinity and var scale))
        {
            return null;
        }

        var steps = MemoryMarshal.Cast<byte, sbyte>(bytes[sizeof(float)..]);
        var vector = new float[steps.Length];
        for (var at = 0; at < steps.Length; at++)
        {
            vector[at] = steps[at] * scale;
        }

        return vector;
    }
}
