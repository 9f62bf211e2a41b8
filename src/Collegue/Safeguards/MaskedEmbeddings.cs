using Collegue.Answering.Safeguards.Masking;
using Collegue.Knowledge.Embedding.Models;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collegue.Safeguards;

/// <summary>Questions and passages reach an embeddings server of others with placeholders in the place of personal data, or not at all.</summary>
internal sealed class MaskedEmbeddings(Masker masker) : IOutsideModelGuard
{
    public string Identity => "masked";

    public IEmbeddingGenerator<string, Embedding<float>> Guard(IEmbeddingGenerator<string, Embedding<float>> outside) =>
        new Refusing(new MaskingEmbeddingGenerator(outside, masker));

    private sealed class Refusing(IEmbeddingGenerator<string, Embedding<float>> inner) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
    {
        public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            try
            {
                return await base.GenerateAsync(values, options, cancellationToken);
            }
            catch (MaskingFailedException failure)
            {
                throw new EmbeddingException(failure.Message, failure);
            }
        }
    }
}

internal static class SafeguardsRegistration
{
    public static IServiceCollection AddSafeguards(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new Masker());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutsideModelGuard, MaskedEmbeddings>());
        return services;
    }
}
