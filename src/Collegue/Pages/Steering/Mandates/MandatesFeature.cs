namespace Collegue.Pages.Steering.Mandates;

/// <summary>The screens of mandates and vigilance, and what the desk says of them.</summary>
internal static class MandatesFeature
{
    public static void AddMandateScreens(this IServiceCollection services)
    {
        services.AddScoped<MandateWords>();
        services.AddScoped<MandateChecks>();
        services.AddScoped<Signers>();
        services.AddScoped<Desk.Cases.CaseMandates>();
    }
}
