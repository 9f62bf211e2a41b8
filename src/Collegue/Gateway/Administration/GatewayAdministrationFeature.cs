namespace Collegue.Gateway.Administration;

internal static class GatewayAdministrationFeature
{
    public static IServiceCollection AddGatewayAdministration(this IServiceCollection services)
    {
        services.AddScoped<ModelKeeping>();
        services.AddScoped<GatewayChanges>();
        services.AddScoped<RouterKeeping>();
        services.AddScoped<SettingsKeeping>();
        services.AddScoped<LimitKeeping>();
        services.AddScoped<LimitReading>();
        return services;
    }
}
