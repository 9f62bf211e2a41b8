using System.Globalization;
using Collegue.Knowledge.Embedding.Keeping;
using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Vectors;
using Microsoft.Extensions.AI;

namespace Collegue.Knowledge.Indexing;

/// <summary>How far the vectors of a generation are.</summary>
/// <param name="Ready">Passages whose text has a vector.</param>
/// <param name="Asked">Texts the model was asked for in this run.</param>
public readonly record struct EmbeddingProgress(string Model, int Passages, int Ready, int Asked);

/// <summary>Makes the vectors of one generation by one model, from the cache first.</summary>
internal sealed class VectorsMaking(IndexSnapshot snapshot, Catalogue catalogue, EmbeddingModel model, EmbeddingCache cache)
{
    /// <summary>Texts looked for at once: enough to fill batches, little to hold in memory.</summary>
    private const int AtOnce = 2_048;

    private readonly IndexedTexts _texts = new(snapshot, catalogue);
    private int _asked;

    /// <summary>How many passages need a vector: running text only, as with ours.</summary>
    public int Total => _texts.Embedded;

    /// <summary>How many passages have their vector kept already.</summary>
    public async Task<int> ReadyAsync(CancellationToken cancellation)
    {
        var ready = 0;
        foreach (var some in Portions())
        {
            var hashes = some.Rows.Select(row => EmbeddingModel.Hash(row.Text)).ToList();
            var known = await cache.KnownAsync(some.Organisation, model.Name, hashes, cancellation);
            ready += hashes.Count(known.Contains);
        }

        return ready;
    }

    /// <summary>Null when <paramref name="isCurrent"/> said no: the passages changed meanwhile.</summary>
    /// <exception cref="EmbeddingException">The model failed; what it gave so far is kept.</exception>
    public async Task<MeaningVectors?> RunAsync(
        Func<CancellationToken, ValueTask<bool>> isCurrent, IProgress<EmbeddingProgress> progress, CancellationToken cancellation)
    {
        PackedVectors? all = null;
        var (ready, total) = (await ReadyAsync(cancellation), _texts.Embedded);
        progress.Report(new EmbeddingProgress(model.Label, total, ready, 0));
        foreach (var some in Portions())
        {
            if (!await isCurrent(cancellation))
            {
                return null;
            }

            using var generator = Generator(some.Organisation, count => progress.Report(new EmbeddingProgress(
                model.Label, total, Math.Min(total, ready + Interlocked.Add(ref _asked, count)), _asked)));
            var vectors = await generator.GenerateAsync(some.Rows.Select(row => row.Text), null, cancellation);
            all ??= new PackedVectors(total, vectors[0].Vector.Length);
            foreach (var ((row, _), embedding) in some.Rows.Zip(vectors))
            {
                Set(all, row, embedding);
            }
        }

        return all is null ? null : new MeaningVectors(model, all, await new ChanceSimilarity(_texts, all, model).MeasureAsync(Generator, cancellation));
    }

    private CachedEmbeddingGenerator Generator(Guid organisation, Action<int>? answered) => new(model, cache, organisation, answered);

    private static void Set(PackedVectors all, int row, Embedding<float> embedding)
    {
        if (embedding.Vector.Length != all.Dimensions)
        {
            throw new EmbeddingException(string.Create(CultureInfo.InvariantCulture,
                $"Vectors kept under this model's name have {all.Dimensions} numbers and it now gives {embedding.Vector.Length}: it was replaced. 'collegue embeddings forget' starts over."));
        }

        all.Set(row, embedding.Vector.Span);
    }

    /// <summary>Passages of one organisation at a time, because vectors are kept for each; its documents stand together.</summary>
    private IEnumerable<(Guid Organisation, List<(int Row, string Text)> Rows)> Portions()
    {
        var (organisation, rows) = (Guid.Empty, new List<(int, string)>());
        foreach (var document in _texts.Documents())
        {
            if (rows.Count > 0 && (document.Organisation != organisation || rows.Count >= AtOnce))
            {
                yield return (organisation, rows);
                rows = [];
            }

            organisation = document.Organisation;
            foreach (var row in Enumerable.Range(document.First, document.Count))
            {
                var passage = _texts.Passage(row);
                rows.Add((row, model.Passage(document.Title, passage.Heading, passage.Situation, passage.Text)));
            }
        }

        if (rows.Count > 0)
        {
            yield return (organisation, rows);
        }
    }
}
