using Collegue.Answering.Extracting;
using Collegue.Answering.Grounding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collegue.Answering;

public static class AnsweringRegistration
{
    /// <summary>
    /// Adds <see cref="Answerer"/> and <see cref="Grounder"/>, one of each for a unit of work whose organisation scope was entered.
    /// Knowledge and storage are registered by the caller.
    /// </summary>
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.TryAddScoped<IPassageFinder, SearchedPassages>();
        services.TryAddScoped<IStoredPassages, DatabasePassages>();
        services.TryAddScoped<Grounder>();
        services.TryAddScoped<Answerer>();
        return services;
    }
}
