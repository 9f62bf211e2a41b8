using Collegue.Answering.Extracting;
using Collegue.Answering.Generating;
using Collegue.Answering.Grounding;
using Collegue.Answering.Models;
using Collegue.Answering.Models.Calling;
using Collegue.Answering.Models.OpenAI;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Answering.Writing.Rewriting;
using Collegue.Knowledge.Embedding;
using Collegue.Storage.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Collegue.Answering;

public static class AnsweringRegistration
{
    /// <summary>
    /// Adds <see cref="Answerer"/> and <see cref="Grounder"/>, one of each for a unit of work whose organisation scope was entered.
    /// Knowledge, storage and data protection are registered by the caller.
    /// </summary>
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.TryAddScoped<IPassageFinder, SearchedPassages>();
        services.TryAddScoped<IStoredPassages, DatabasePassages>();
        services.TryAddScoped<Grounder>();
        services.AddModels();
        services.TryAddScoped<Answerer>();
        return services;
    }

    private static void AddModels(this IServiceCollection services)
    {
        services.TryAddScoped<ModelAccounts>();
        services.TryAddScoped<ModelStops>();
        services.TryAddSingleton<ModelCatalogue>();
        services.TryAddSingleton<AnswerConditions>();
        services.TryAddSingleton<KillSwitch>();
        services.TryAddSingleton<ServerKeys>();
        services.TryAddSingleton<ModelConnections>();
        services.TryAddSingleton<ModelLedger>();
        services.TryAddSingleton<ModelTrial>();
        services.TryAddScoped<IRewriter, ChatRewriter>();
        services.TryAddSingleton(_ => new Masker());
        services.TryAddSingleton(provider => new ChatModels(
            provider.GetRequiredService<ModelCatalogue>(), provider.GetRequiredService<KillSwitch>(), provider.GetRequiredService<ModelLedger>(),
            provider.GetRequiredService<ModelConnections>(), provider.GetRequiredService<ServerKeys>(), provider.GetRequiredService<Masker>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<GeneratingOptions>();
        services.TryAddScoped(provider => new SentenceCheck(
            provider.GetRequiredService<Grounder>(), provider.GetRequiredService<IOptions<GeneratingOptions>>().Value));
        services.TryAddScoped(provider => new Engines(
            provider.GetRequiredService<ChatModels>(), provider.GetRequiredService<KillSwitch>(),
            provider.GetRequiredService<IPassageFinder>(), provider.GetRequiredService<TextEmbedder>(), provider.GetRequiredService<SentenceCheck>()));
    }
}
