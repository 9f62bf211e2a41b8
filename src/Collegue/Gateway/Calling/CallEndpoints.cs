using Collegue.Gateway.Calling.Described;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Calling;

/// <summary>The addresses where models are called.</summary>
internal static class CallEndpoints
{
    private static readonly Dictionary<string, GatewayCallKind> Known =
        CallPaths.All.ToDictionary(path => "/v1" + path.Path, path => path.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Answers calls of models before anything made for pages: no cookie, no nonce, no language is looked at. Thousands of calls a second
    /// pass here, and the rest of the way would cost more than the call.
    /// </summary>
    public static void UseModelCalls(this WebApplication app)
    {
        var calls = app.Services.GetRequiredService<ModelCalls>();
        app.Use((http, next) =>
        {
            if (!HttpMethods.IsPost(http.Request.Method) || http.Request.Path.Value is not { } path || !Known.TryGetValue(path, out var kind))
            {
                return next(http);
            }

            http.Response.Headers.XContentTypeOptions = "nosniff";
            return calls.AnswerAsync(http, kind);
        });
    }

    /// <summary>Describes them; they are answered before.</summary>
    public static void MapModelCalls(this IEndpointRouteBuilder gateway)
    {
        foreach (var (kind, path, _) in CallPaths.All)
        {
            gateway.MapPost(path, (HttpContext http, ModelCalls calls) => calls.AnswerAsync(http, kind)).Describe(kind);
        }
    }
}
