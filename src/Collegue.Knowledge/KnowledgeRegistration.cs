using Collegue.Knowledge.Embedding;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Collegue.Knowledge.Searching.Words;
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
        services.TryAddSingleton<ISearchEngine>(provider => provider.GetRequiredService<KnowledgeIndex>());
        services.TryAddSingleton(provider => new Vocabularies(new WordLists(Path.Combine(dataDirectory, "vocabulary")), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new Search(
            provider.GetRequiredService<ISearchEngine>(), provider.GetRequiredService<TextEmbedder>(), provider.GetRequiredService<Vocabularies>()));
        services.TryAddSingleton(provider => new WordFrequencies(provider.GetRequiredService<ISearchEngine>()));
        services.TryAddSingleton<Importer>();
        services.TryAddScoped<QuestionLog>();
        return services;
    }
}
