using System.Collections.Concurrent;
using Collegue.Knowledge.Embedding.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Knowledge.Embedding.Keeping;

/// <summary>
/// Asks a model only for the texts of an organisation that have no vector yet, each once, in batches, several at a time. Each batch is kept
/// as soon as it is there: work that is cut off has lost the batches under way, nothing else.
/// </summary>
/// <param name="answered">Told how many texts a batch had, once they are kept; by many threads.</param>
internal sealed class CachedEmbeddingGenerator(EmbeddingModel model, EmbeddingCache cache, Guid organisation, Action<int>? answered = null)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var hashes = new List<string>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var hash = EmbeddingModel.Hash(value);
            hashes.Add(hash);
            texts[hash] = value;
        }

        var vectors = new ConcurrentDictionary<string, float[]>(
            await cache.FindAsync(organisation, model.Name, texts.Keys, cancellationToken), StringComparer.Ordinal);
        var missing = texts.Keys.Where(hash => !vectors.ContainsKey(hash)).Chunk(model.Use.BatchSize);
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = model.Use.Lanes, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(missing, lanes, async (batch, cancellation) =>
        {
            var answer = await model.Passages.GenerateAsync(batch.Select(hash => texts[hash]), options, cancellation);
            var got = batch.Zip(answer, (hash, embedding) => (hash, Vector: embedding.Vector.ToArray()))
                .ToDictionary(row => row.hash, row => row.Vector, StringComparer.Ordinal);

            // Paid for: kept even when the work stops now. One at a time, because an embedded database has one writer.
            await _writing.WaitAsync(CancellationToken.None);
            try
            {
                await cache.KeepAsync(organisation, model.Name, got, CancellationToken.None);
            }
            finally
            {
                _writing.Release();
            }

            foreach (var (hash, vector) in got)
            {
                vectors[hash] = vector;
            }

            answered?.Invoke(batch.Length);
        });
        return [.. hashes.Select(hash => new Embedding<float>(vectors[hash]))];
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : model.Passages.GetService(serviceType, serviceKey);

    /// <summary>The model outlives this view of it.</summary>
    public void Dispose() => _writing.Dispose();
}
