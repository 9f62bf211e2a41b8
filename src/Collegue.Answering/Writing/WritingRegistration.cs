using Collegue.Answering.Writing.Lists;
using Collegue.Answering.Writing.Rewriting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collegue.Answering.Writing;

public static class WritingRegistration
{
    /// <summary>
    /// Adds <see cref="Diagnostician"/> and <see cref="CheckedRewriter"/>, which asks the models of <see cref="AnsweringRegistration"/>.
    /// The host gives a clock.
    /// </summary>
    /// <param name="dataDirectory">Lists of its <c>vocabulary</c> folder are added to those of the program.</param>
    public static IServiceCollection AddWriting(this IServiceCollection services, string dataDirectory)
    {
        services.TryAddSingleton(provider => new Diagnostician(new WritingLists(Path.Combine(dataDirectory, "vocabulary"), provider.GetRequiredService<TimeProvider>())));
        services.TryAddScoped<CheckedRewriter>();
        return services;
    }
}
