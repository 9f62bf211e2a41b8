using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collegue.Knowledge;

/// <summary>Import and search. The host gives storage, a clock and logging.</summary>
public static class KnowledgeRegistration
{
    /// <param name="dataDirectory">The index lives in its <c>index</c> folder.</param>
    public static IServiceCollection AddKnowledge(this IServiceCollection services, string dataDirectory)
    {
        services.TryAddSingleton(new IndexLocation(Path.Combine(dataDirectory, "index")));
        services.TryAddSingleton(_ => TextEmbedder.Load());
        services.TryAddSingleton<KnowledgeIndex>();
        services.TryAddSingleton<Search>();
        services.TryAddSingleton<WordFrequencies>();
        services.TryAddSingleton<Importer>();
        services.TryAddScoped<QuestionLog>();
        return services;
    }
}
