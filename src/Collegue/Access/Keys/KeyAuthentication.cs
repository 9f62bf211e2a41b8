using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Collegue.Access.Keys;

/// <summary>The authentication scheme of programs: <c>Authorization: Bearer clg_…</c>.</summary>
internal sealed class KeyAuthentication(
    KeyRing ring, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "Key";

    /// <summary>What stands after <c>Bearer</c>; null without such a header.</summary>
    public static string? Given(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.ContainsKey(HeaderNames.Authorization))
        {
            return AuthenticateResult.NoResult();
        }

        if (Given(Request) is not { } given)
        {
            return AuthenticateResult.Fail("The Authorization header must be 'Bearer' and a key.");
        }

        if (await ring.FindAsync(given, Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("The key is unknown, expired or revoked.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(IdentityOf(key)), Name));
    }

    public static ClaimsIdentity IdentityOf(KnownKey key) => new(
        [
            new Claim(KeyClaims.Id, key.Id.ToString()),
            new Claim(AgentClaims.Organisation, key.Organisation.ToString()),
            new Claim(KeyClaims.Scopes, ((int)key.Scopes).ToString(CultureInfo.InvariantCulture)),
        ],
        Name);

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}

internal static class KeyClaims
{
    public const string Id = "collegue:key";
    public const string Scopes = "collegue:scopes";

    public static Guid? KeyId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Id), out var id) ? id : null;

    /// <summary>What the program may do; null for somebody without key.</summary>
    public static ApiScopes? Scope(this ClaimsPrincipal user) =>
        int.TryParse(user.FindFirstValue(Scopes), CultureInfo.InvariantCulture, out var scopes) ? (ApiScopes)scopes : null;
}
