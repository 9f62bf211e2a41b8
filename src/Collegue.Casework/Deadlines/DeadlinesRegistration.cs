using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collegue.Casework.Deadlines;

internal static class DeadlinesRegistration
{
    public static void AddDeadlines(this IServiceCollection services)
    {
        services.TryAddScoped<RuleBook>();
        services.TryAddScoped<ClockChoices>();
        services.TryAddScoped<ClockLetters>();
        services.TryAddScoped<CaseClocks>();
        services.TryAddScoped<ClockDesk>();
        services.TryAddScoped<ClockReader>();
        services.TryAddScoped<ClockFigures>();
    }
}
