using System.Runtime.InteropServices;
using System.Text;

namespace Collegue.Knowledge.Embedding;

/// <summary>
/// The file of a model: a mark, the version of this format, a name, the sizes, the stems, then for stems and for sequences of
/// letters the scale of each row and the bytes of all of them. Little-endian.
/// </summary>
internal static class ModelFile
{
    private const uint Mark = 0x45474C43;
    private const int Version = 1;
    private const int MostRows = 1_000_000;
    private const int MostDimensions = 4_096;

    /// <exception cref="InvalidDataException">It is not a model, or one of another version, or it is damaged.</exception>
    public static StaticModel Read(Stream stream)
    {
        try
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            if (reader.ReadUInt32() != Mark || reader.ReadInt32() != Version)
            {
                throw new InvalidDataException("This is not an embedding model of a version this program reads.");
            }

            var name = reader.ReadString();
            var dimensions = Bounded(reader.ReadInt32(), MostDimensions);
            var stems = new string[Bounded(reader.ReadInt32(), MostRows)];
            var grams = Bounded(reader.ReadInt32(), MostRows);
            for (var row = 0; row < stems.Length; row++)
            {
                stems[row] = reader.ReadString();
            }

            return new StaticModel(name, dimensions, stems, Rows(stream, dimensions, stems.Length), Rows(stream, dimensions, grams));
        }
        catch (Exception damaged) when (damaged is EndOfStreamException or FormatException or DecoderFallbackException)
        {
            throw new InvalidDataException("The embedding model is damaged.", damaged);
        }
    }

    public static void Write(StaticModel model, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(Version);
        writer.Write(model.Name);
        writer.Write(model.Dimensions);
        writer.Write(model.StemRows.Count);
        writer.Write(model.GramRows.Count);
        foreach (var stem in model.Stems)
        {
            writer.Write(stem);
        }

        foreach (var rows in (QuantisedRows[])[model.StemRows, model.GramRows])
        {
            writer.Write(MemoryMarshal.AsBytes(rows.Scales));
            writer.Write(MemoryMarshal.AsBytes(rows.Values));
        }
    }

    private static QuantisedRows Rows(Stream stream, int dimensions, int count)
    {
        var (scales, values) = (new float[count], new sbyte[count * dimensions]);
        stream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new QuantisedRows(dimensions, values, scales);
    }

    private static int Bounded(int size, int most) =>
        size > 0 && size <= most ? size : throw new InvalidDataException("The embedding model announces an impossible size.");
}
