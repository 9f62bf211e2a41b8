using Collegue.Pages.Desk.Incidents;
using Collegue.Pages.Desk.Proposals;

namespace Collegue.Pages.Steering.Incidents;

/// <summary>The screens of incidents, and what stands beside a case.</summary>
internal static class IncidentScreens
{
    public static void AddIncidentScreens(this IServiceCollection services)
    {
        services.AddScoped<IncidentReader>();
        services.AddScoped<IncidentList>();
        services.AddScoped<ReportedText>();
        services.AddScoped<CaseSide>();
    }
}
