using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Collegue.Knowledge.Embedding;

namespace Collegue.Casework.Triage.Classifying;

/// <summary>
/// The file of a classifier, compressed: a mark, the version of this format, a name, the classes, the words with their rarity,
/// the rarity of sequences of letters, the bias, then the rows of words, letters and meaning. Little-endian.
/// </summary>
internal static class LinearModelFile
{
    private const uint Mark = 0x54474C43;
    private const int Version = 1;
    private const int Most = 1_000_000;

    /// <exception cref="InvalidDataException">It is not a classifier, or one of another version, or it is damaged.</exception>
    public static LinearModel Read(Stream stream)
    {
        try
        {
            using var inflated = new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true);
            using var reader = new BinaryReader(inflated, Encoding.UTF8);
            if (reader.ReadUInt32() != Mark || reader.ReadInt32() != Version)
                throw new InvalidDataException("This is not a classifier of a version this program reads.");
            var name = reader.ReadString();
            var kinds = Strings(reader);
            var situations = Strings(reader);
            var words = Strings(reader);
            var vocabulary = new Vocabulary(words, Floats(reader, words.Length), Floats(reader, Bounded(reader.ReadInt32())));
            var width = kinds.Length + situations.Length;
            return new LinearModel(name, vocabulary, kinds, situations, Floats(reader, width),
                Rows(reader, width, words.Length), Rows(reader, width, vocabulary.GramRows), Rows(reader, width, Bounded(reader.ReadInt32())));
        }
        catch (Exception damaged) when (damaged is EndOfStreamException or FormatException or DecoderFallbackException or InvalidOperationException)
        {
            throw new InvalidDataException("The classifier is damaged.", damaged);
        }
    }

    public static void Write(LinearModel model, Stream stream)
    {
        using var deflated = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(deflated, Encoding.UTF8);
        writer.Write(Mark);
        writer.Write(Version);
        writer.Write(model.Name);
        foreach (var list in (IReadOnlyList<string>[])[model.Kinds, model.Situations, model.Vocabulary.Words])
        {
            writer.Write(list.Count);
            foreach (var text in list)
                writer.Write(text);
        }

        writer.Write(MemoryMarshal.AsBytes(model.Vocabulary.Weights));
        writer.Write(model.Vocabulary.GramRows);
        writer.Write(MemoryMarshal.AsBytes(model.Vocabulary.GramWeights));
        writer.Write(MemoryMarshal.AsBytes(model.Bias.AsSpan()));
        Write(model.Words);
        Write(model.Letters);
        writer.Write(model.Meaning.Count);
        Write(model.Meaning);

        void Write(QuantisedRows rows)
        {
            writer.Write(MemoryMarshal.AsBytes(rows.Scales));
            writer.Write(MemoryMarshal.AsBytes(rows.Values));
        }
    }

    private static string[] Strings(BinaryReader reader)
    {
        var list = new string[Bounded(reader.ReadInt32())];
        for (var at = 0; at < list.Length; at++)
            list[at] = reader.ReadString();
        return list;
    }

    private static float[] Floats(BinaryReader reader, int count)
    {
        var numbers = new float[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private static QuantisedRows Rows(BinaryReader reader, int width, int count)
    {
        var (scales, values) = (Floats(reader, count), new sbyte[count * width]);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new QuantisedRows(width, values, scales);
    }

    private static int Bounded(int size) =>
        size is > 0 and <= Most ? size : throw new InvalidDataException("The classifier announces an impossible size.");
}
