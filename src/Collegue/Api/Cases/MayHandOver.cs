using Collegue.Access.Keys;
using Collegue.Storage.Organisations;

namespace Collegue.Api.Cases;

/// <summary>Lets in the keys that hand over requests; nobody without key.</summary>
internal sealed class MayHandOver : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.User.Scope() switch
        {
            null => TypedResults.Problem("A key with the scope 'cases' is needed: send 'Authorization: Bearer KEY'.", statusCode: StatusCodes.Status401Unauthorized, title: "Unauthorized"),
            var scopes when scopes.Value.HasFlag(ApiScopes.Cases) => await next(context),
            _ => TypedResults.Problem("This key has no scope 'cases'.", statusCode: StatusCodes.Status403Forbidden, title: "Forbidden"),
        };
}
