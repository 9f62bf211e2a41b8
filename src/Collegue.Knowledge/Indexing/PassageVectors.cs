using System.Collections.Concurrent;
using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Vectors;
using Collegue.Storage.Knowledge;

namespace Collegue.Knowledge.Indexing;

/// <summary>Vectors of the passages of a generation, gathered document by document then kept in the order of the index.</summary>
internal sealed class PassageVectors(TextEmbedder embedder)
{
    public const string FileName = "vectors.bin";

    private readonly ConcurrentDictionary<int, PackedVectors> _byDocument = new();

    /// <summary>Safe for many threads, each with its own document.</summary>
    public void Add(int ordinal, string title, IReadOnlyList<Passage> passages)
    {
        var embedded = passages.Where(passage => VectorRows.Has(passage.Kind)).ToList();
        var vectors = new PackedVectors(embedded.Count, embedder.Dimensions);
        Span<float> vector = stackalloc float[embedder.Dimensions];
        foreach (var (row, passage) in embedded.Index())
        {
            embedder.EmbedPassage(title, $"{passage.Heading} {passage.Situation}", passage.Text, vector);
            vectors.Set(row, vector);
        }

        _byDocument[ordinal] = vectors;
    }

    public void Write(string folder, PassageMap map)
    {
        var all = new PackedVectors(map.Rows.Count, embedder.Dimensions);
        foreach (var (ordinal, vectors) in _byDocument)
        {
            var (first, _) = map.Rows.Of(map.OfOrdinal(ordinal));
            for (var row = 0; row < vectors.Rows; row++)
            {
                all.Copy(first + row, vectors, row);
            }
        }

        using var file = File.Create(Path.Combine(folder, FileName));
        all.Write(file, embedder.Name);
    }

    /// <exception cref="InvalidDataException">They were made by another model, or the file is absent or damaged.</exception>
    public static PackedVectors Read(string folder, TextEmbedder embedder, int rows)
    {
        using var file = File.OpenRead(Path.Combine(folder, FileName));
        return PackedVectors.Read(file, embedder.Name) is { } vectors && vectors.Rows == rows
            ? vectors
            : throw new InvalidDataException("The vectors of the index are not those of its passages.");
    }
}
