using Microsoft.Extensions.AI;

namespace Collegue.Answering.Safeguards.Masking;

/// <summary>
/// Masks texts before a model outside of this program makes their vectors. Each text has a map of its own: the same text always gives the
/// same masked text, and so the same vector.
/// </summary>
public sealed class MaskingEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, Masker masker)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    /// <exception cref="MaskingFailedException">The model was not called.</exception>
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GenerateAsync(MaskAll(values), options, cancellationToken);

    private List<string> MaskAll(IEnumerable<string> values)
    {
        try
        {
            var masked = values.Select(value => masker.Mask(value)).ToList();
            if (masked.Exists(text => masker.Find(text.Text, text.Map.Names()).Count > 0))
                throw new MaskingFailedException("After masking, personal data can still be found in a text to embed.");
            return [.. masked.Select(text => text.Text)];
        }
        catch (Exception failure) when (failure is not MaskingFailedException)
        {
            throw new MaskingFailedException($"A text to embed could not be masked ({failure.GetType().Name}).");
        }
    }
}
