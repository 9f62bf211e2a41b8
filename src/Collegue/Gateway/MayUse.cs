using Collegue.Access.Keys;
using Collegue.Storage.Organisations;

namespace Collegue.Gateway;

/// <summary>Lets in the keys that have a scope; nobody else.</summary>
internal sealed class MayUse(ApiScopes scope) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.User.Scope() is not { } scopes)
        {
            context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return new GatewayRefusal(StatusCodes.Status401Unauthorized, "A key is needed: send 'Authorization: Bearer KEY'.", "missing_api_key");
        }

        return scopes.HasFlag(scope)
            ? await next(context)
            : new GatewayRefusal(StatusCodes.Status403Forbidden, $"This key has no scope '{ScopeNames.NameOf(scope)}'.", "insufficient_permission");
    }
}
