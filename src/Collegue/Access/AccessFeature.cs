using Collegue.Access.Keys;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Collegue.Access;

/// <summary>Sign-in, roles, and whose rows a request sees.</summary>
internal static class AccessFeature
{
    public static void AddAccess(this WebApplicationBuilder builder, bool demo)
    {
        builder.Services.AddSingleton(new DemoMode(demo || builder.Configuration.GetValue<bool>("Demo:Enabled")));
        builder.Services.AddAgentStore().AddSignInManager().AddClaimsPrincipalFactory<AgentClaims>();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
            cookies.ApplicationCookie?.Configure(cookie =>
            {
                cookie.Cookie.Name = "collegue.session";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.LoginPath = "/account/sign-in";
                cookie.AccessDeniedPath = "/account/denied";
                cookie.ExpireTimeSpan = TimeSpan.FromHours(10);
            }));
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Desk, policy => policy.RequireAuthenticatedUser().RequireRole(
                nameof(Roles.Agent), nameof(Roles.Approver), nameof(Roles.Manager), nameof(Roles.Administrator)))
            .AddPolicy(Policies.Programs, policy => policy.AddAuthenticationSchemes(KeyAuthentication.Name).RequireAuthenticatedUser()
                .RequireAssertion(context => context.User.Scope() is { } scopes && scopes.HasFlag(ApiScopes.Read)))
            .AddPolicy(Policies.Steering, policy => policy.RequireAuthenticatedUser().RequireRole(
                nameof(Roles.Approver), nameof(Roles.Manager), nameof(Roles.Administrator), nameof(Roles.Auditor)))
            .AddPolicy(Policies.Administration, policy => policy.RequireAuthenticatedUser().RequireRole(nameof(Roles.Administrator), nameof(Roles.Auditor)));
        builder.Services.AddSingleton<FormThrottle>();
        builder.Services.AddOptions<FormThrottleOptions>().BindConfiguration(FormThrottleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<CurrentOrganisation>();
        builder.Services.AddScoped<Accounts>();
        builder.Services.AddScoped<ProgramKeys>();
        builder.Services.AddScoped<SignIn>();
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<AgentOrganisation>();
        app.UseMiddleware<ProgramOrganisation>();
        app.UseAuthorization();
    }

    public static void UseOrganisationFromPath(this WebApplication app) => app.UseMiddleware<OrganisationFromPath>();
}

/// <summary>Names of authorization policies, used by page conventions.</summary>
internal static class Policies
{
    public const string Desk = "desk";
    /// <summary>Sees what managers see; each page says who may act.</summary>
    public const string Steering = "steering";
    public const string Administration = "administration";

    /// <summary>A key that may read.</summary>
    public const string Programs = "programs";
}
