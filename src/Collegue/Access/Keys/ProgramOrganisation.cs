using System.Security.Claims;
using Collegue.Gateway.Bridge;
using Collegue.Gateway.Local;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authentication;

namespace Collegue.Access.Keys;

/// <summary>
/// For programs the key decides whose rows are seen, whatever the address says; without a key, the address does, as for citizens.
/// The session of a browser counts for nothing there: a page elsewhere cannot make it act.
/// </summary>
internal sealed class ProgramOrganisation(RequestDelegate next, OrganisationDirectory directory)
{
    public async Task InvokeAsync(HttpContext context, CurrentOrganisation current)
    {
        if (IsForPrograms(context.Request.Path))
        {
            var result = await context.AuthenticateAsync(KeyAuthentication.Name);
            context.User = result.Principal ?? new ClaimsPrincipal(new ClaimsIdentity());
            var organisation = context.User.OrganisationId() is { } id ? await directory.FindAsync(id, context.RequestAborted) : null;
            if (organisation is not null)
            {
                current.Enter(organisation);
            }
            else if (!result.None)
            {
                await context.ChallengeAsync(KeyAuthentication.Name);
                return;
            }
        }

        await next(context);
    }

    public static bool IsForPrograms(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/v1") || path.StartsWithSegments("/mcp")
        || TextInferenceEndpoints.Has(path) || BridgeEndpoints.Has(path);
}
