using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Identity;

namespace Collegue.Access;

internal static class AgentStore
{
    public const int MinPasswordLength = 12;

    /// <summary>Accounts of agents: length over composition rules (ANSSI, NIST SP 800-63B), lockout after five failures.</summary>
    public static IdentityBuilder AddAgentStore(this IServiceCollection services) =>
        services.AddIdentityCore<Agent>(options =>
        {
            options.Password.RequiredLength = MinPasswordLength;
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            options.Password.RequiredUniqueChars = 5;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            options.User.RequireUniqueEmail = false;
        }).AddEntityFrameworkStores<CollegueDb>();
}
