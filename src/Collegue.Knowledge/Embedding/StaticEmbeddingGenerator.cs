using Microsoft.Extensions.AI;

namespace Collegue.Knowledge.Embedding;

/// <summary>Our own model behind the interface that a remote model has too.</summary>
public sealed class StaticEmbeddingGenerator(TextEmbedder embedder) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new("collegue", null, embedder.Name, embedder.Dimensions);

    /// <summary>One vector a text, in order; zeros for a text without words. Computed at once.</summary>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } asked && asked != embedder.Dimensions)
        {
            throw new NotSupportedException($"This model gives vectors of {embedder.Dimensions} numbers only.");
        }

        var generated = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var vector = new float[embedder.Dimensions];
            embedder.Embed(value, vector);
            generated.Add(new Embedding<float>(vector) { ModelId = embedder.Name });
        }

        return Task.FromResult(generated);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return null;
        }

        if (serviceType == typeof(EmbeddingGeneratorMetadata))
        {
            return _metadata;
        }

        return serviceType.IsInstanceOfType(this) ? this : serviceType.IsInstanceOfType(embedder) ? embedder : null;
    }

    public void Dispose()
    {
    }
}
