using Collegue.Gateway.Accounts.Usage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts;

/// <summary>Quotas, budgets and uses of the gateway.</summary>
internal static class GatewayAccountsFeature
{
    public static IServiceCollection AddGatewayAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountsOptions>().BindConfiguration(AccountsOptions.Section).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<AccountsOptions>, AccountsOptionsValidator>();
        services.AddSingleton<Books>();
        services.AddSingleton<LimitReader>();
        services.AddSingleton<RoundWriter>();
        services.AddSingleton<Recovery>();
        services.AddSingleton<AccountPurge>();
        services.AddSingleton<Clerk>();
        services.AddSingleton<QuotaLedger>();
        services.AddHostedService(provider => provider.GetRequiredService<Clerk>());
        services.AddOptions<CarbonOptions>().BindConfiguration(CarbonOptions.Section).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<CarbonOptions>, CarbonOptionsValidator>();
        services.AddScoped<UsageReport>();
        return services;
    }
}
