using System.Runtime.InteropServices;
using Collegue.Knowledge.Embedding;

namespace Collegue.Knowledge.Vectors;

/// <summary>
/// Vectors of passages side by side in memory, a byte a number and a scale a row: the row number is the passage's. Filled by many
/// threads, each its own rows, then read only.
/// </summary>
public sealed class PackedVectors
{
    private const uint Mark = 0x56474C43;
    private const int Version = 1;

    private readonly sbyte[] _values;
    private readonly float[] _scales;

    public PackedVectors(int rows, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, AskedVector.MostDimensions);
        (Rows, Dimensions) = (rows, dimensions);
        _values = GC.AllocateUninitializedArray<sbyte>(checked(rows * dimensions));
        _scales = new float[rows];
    }

    public int Rows { get; }

    public int Dimensions { get; }

    internal ReadOnlySpan<float> Scales => _scales;

    internal ReadOnlySpan<sbyte> AllValues => _values;

    /// <summary>Rounds a vector into a row; one of zeros, or with a number that is none, is never found.</summary>
    public void Set(int row, ReadOnlySpan<float> vector)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(vector.Length, Dimensions);
        _scales[row] = QuantisedRows.Quantise(vector, _values.AsSpan(row * Dimensions, Dimensions));
    }

    /// <summary>False for a row of zeros or never set: no scan finds it.</summary>
    public bool IsFindable(int row) => _scales[row] > 0;

    /// <summary>Copies a row as it is from vectors made before by the same model.</summary>
    public void Copy(int row, PackedVectors from, int fromRow)
    {
        from.Values(fromRow).CopyTo(_values.AsSpan(row * Dimensions, Dimensions));
        _scales[row] = from._scales[fromRow];
    }

    /// <summary>Writes what <see cref="Read"/> reads, under the name of the model that made the vectors.</summary>
    public void Write(Stream stream, string model)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(Version);
        writer.Write(model);
        writer.Write(Rows);
        writer.Write(Dimensions);
        writer.Write(MemoryMarshal.AsBytes(_scales.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_values.AsSpan()));
    }

    /// <summary>Null when the vectors were made by another model, or the stream holds something else or not all of it.</summary>
    public static PackedVectors? Read(Stream stream, string model)
    {
        try
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            if (reader.ReadUInt32() != Mark || reader.ReadInt32() != Version || reader.ReadString() != model)
            {
                return null;
            }

            var (rows, dimensions) = (reader.ReadInt32(), reader.ReadInt32());
            if (rows < 0 || dimensions is <= 0 or > AskedVector.MostDimensions || stream.Length - stream.Position != rows * (dimensions + (long)sizeof(float)))
            {
                return null;
            }

            var vectors = new PackedVectors(rows, dimensions);
            stream.ReadExactly(MemoryMarshal.AsBytes(vectors._scales.AsSpan()));
            stream.ReadExactly(MemoryMarshal.AsBytes(vectors._values.AsSpan()));
            return vectors;
        }
        catch (Exception damaged) when (damaged is EndOfStreamException or FormatException or OverflowException)
        {
            return null;
        }
    }

    internal ReadOnlySpan<sbyte> Values(int row) => _values.AsSpan(row * Dimensions, Dimensions);
}
