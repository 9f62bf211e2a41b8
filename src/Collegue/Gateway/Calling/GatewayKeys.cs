using System.Security.Claims;
using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Storage.Organisations;

namespace Collegue.Gateway.Calling;

/// <summary>Lets in the keys that may call models.</summary>
internal sealed class GatewayKeys(KeyRing ring, OrganisationDirectory directory)
{
    /// <exception cref="RefusedException">There is no key, or it may not.</exception>
    public async ValueTask<GatewayCaller> CallerAsync(HttpContext http)
    {
        if (KeyAuthentication.Given(http.Request) is not { } given)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            throw new RefusedException(new GatewayRefusal(StatusCodes.Status401Unauthorized, "A key is needed: send 'Authorization: Bearer KEY'.", "missing_api_key"));
        }

        if (await ring.FindAsync(given, http.RequestAborted) is not { } key || await directory.FindAsync(key.Organisation, http.RequestAborted) is not { } organisation)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            throw new RefusedException(new GatewayRefusal(StatusCodes.Status401Unauthorized, "The key is unknown, expired or revoked.", "invalid_api_key"));
        }

        return key.Scopes.HasFlag(ApiScopes.Models)
            ? new GatewayCaller(key.Organisation, organisation.Ancestors, key.Id, key.Agent, key.Department)
            : throw new RefusedException(new GatewayRefusal(
                StatusCodes.Status403Forbidden, $"This key has no scope '{ScopeNames.NameOf(ApiScopes.Models)}'.", "insufficient_permission"));
    }

    /// <summary>For models computed here, which read what the organisation has: whose rows are seen, and what the key may read.</summary>
    public async Task EnterAsync(HttpContext http, GatewayCaller caller)
    {
        var organisation = await directory.FindAsync(caller.Organisation, http.RequestAborted) ?? throw new InvalidOperationException("The organisation was just there.");
        http.RequestServices.GetRequiredService<CurrentOrganisation>().Enter(organisation);
        if (KeyAuthentication.Given(http.Request) is { } given && await ring.FindAsync(given, http.RequestAborted) is { } key)
        {
            http.User = new ClaimsPrincipal(KeyAuthentication.IdentityOf(key));
        }
    }
}
