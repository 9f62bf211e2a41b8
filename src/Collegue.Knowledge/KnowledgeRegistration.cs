using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Embedding.Keeping;
using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Embedding.OpenAI;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Searching.Words;
using Collegue.Knowledge.SharedIndex;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Collegue.Knowledge;

/// <summary>Import and search. The host gives storage, a clock and logging.</summary>
public static class KnowledgeRegistration
{
    /// <param name="dataDirectory">The index lives in its <c>index</c> folder.</param>
    /// <param name="shared">The database that holds the index for all nodes; null when each node keeps its own.</param>
    public static IServiceCollection AddKnowledge(this IServiceCollection services, string dataDirectory, SharedDatabase? shared = null)
    {
        if (shared is not null)
        {
            services.TryAddSingleton(shared);
            services.TryAddSingleton<ISearchEngine, SharedKnowledgeIndex>();
        }

        services.TryAddSingleton(new IndexLocation(Path.Combine(dataDirectory, "index")));
        services.TryAddSingleton(_ => TextEmbedder.Load());
        services.TryAddSingleton<KnowledgeIndex>();
        services.TryAddSingleton<ISearchEngine>(provider => provider.GetRequiredService<KnowledgeIndex>());
        services.TryAddSingleton(provider => new Vocabularies(new WordLists(Path.Combine(dataDirectory, "vocabulary")), provider.GetRequiredService<TimeProvider>()));
        services.AddEmbeddingModels();
        services.TryAddSingleton(provider => new Search(
            provider.GetRequiredService<ISearchEngine>(), provider.GetRequiredService<TextEmbedder>(), provider.GetRequiredService<Vocabularies>(),
            provider.GetRequiredService<QuestionMeaning>()));
        services.TryAddSingleton(provider => new WordFrequencies(provider.GetRequiredService<ISearchEngine>()));
        services.TryAddSingleton<Importer>();
        services.TryAddScoped<QuestionLog>();
        return services;
    }

    private static void AddEmbeddingModels(this IServiceCollection services)
    {
        services.AddOptions<EmbeddingsOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmbeddingsOptions>, EmbeddingsOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEmbeddingModelMaker, OpenAIModelMaker>());
        services.TryAddSingleton<EmbeddingModels>();
        services.TryAddSingleton<EmbeddingCache>();
        services.TryAddSingleton<EmbeddingState>();
        services.TryAddSingleton<CompleteVectors>();
        services.TryAddSingleton<QuestionMeaning>();
        services.TryAddSingleton(provider => new PassageEmbedding(
            provider.GetRequiredService<KnowledgeIndex>(), provider.GetRequiredService<EmbeddingModels>(), provider.GetRequiredService<EmbeddingCache>(),
            provider.GetRequiredService<CompleteVectors>(), provider.GetRequiredService<EmbeddingState>(), provider.GetRequiredService<IndexLocation>(),
            provider.GetRequiredService<ILogger<PassageEmbedding>>()));
    }
}
