using Collegue.Casework.Incidents;
using Collegue.Casework.Mandates.Vigilance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Collegue.Casework.Mandates;

internal static class MandateRegistration
{
    public static void AddMandates(this IServiceCollection services)
    {
        services.AddOptions<MandateOptions>().BindConfiguration(MandateOptions.Section).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<MandateOptions>, MandateOptionsValidator>();
        services.TryAddScoped<CurrentConditions>();
        services.TryAddScoped<MandateFiles>();
        services.TryAddScoped<MandateKeeper>();
        services.AddScoped<IIncidentListener, IncidentWithdrawal>();
        services.TryAddScoped<EvidenceRecorder>();
        services.TryAddScoped<SourceGate>();
        services.TryAddScoped<Approvals>();
        services.TryAddScoped<SelfReplies>();
        services.TryAddScoped<ReplyAudits>();
        services.TryAddScoped<PlantedErrors>();
        services.TryAddScoped<VigilanceLedger>();
        services.TryAddScoped<VigilanceDesk>();
    }
}
