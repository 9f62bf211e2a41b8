using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Storage.Organisations;

namespace Collegue.Api;

/// <summary>Lets in those without key and the keys that may read, once it is known whose documents are asked.</summary>
internal sealed class MayRead(CurrentOrganisation current) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.User.Scope() is { } scopes && !scopes.HasFlag(ApiScopes.Read)
            ? TypedResults.Problem("This key has no scope 'read'.", statusCode: StatusCodes.Status403Forbidden, title: "Forbidden")
            : current.View is null ? ApiProblems.Missing("The address names no organisation, and this instance has no default one.")
            : await next(context);
}
