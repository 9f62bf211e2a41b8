using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Incidents;

internal static class IncidentServices
{
    public static void AddIncidents(this IServiceCollection services)
    {
        services.AddOptions<IncidentOptions>().BindConfiguration(IncidentOptions.Section).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<IncidentOptions>, IncidentOptionsValidator>();
        services.TryAddScoped<RecallSearch>();
        services.TryAddScoped<CarryingDrafts>();
        services.TryAddScoped<IncidentWriter>();
        services.TryAddScoped<IncidentReports>();
        services.TryAddScoped<Corrections>();
        services.TryAddScoped<IncidentClosing>();
        services.AddScoped<IJobHandler, CorrectionSending>();
    }
}
