using Collegue.Answering.Models.OpenAI;
using Collegue.Gateway.Calling.Described;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;
using Microsoft.AspNetCore.Connections.Features;

namespace Collegue.Gateway.Calling;

/// <summary>The addresses where models are called.</summary>
internal static class CallEndpoints
{
    private static readonly Dictionary<string, GatewayCallKind> Known =
        CallPaths.All.ToDictionary(path => "/v1" + path.Path, path => path.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Answers calls of models before anything made for pages: no cookie, no nonce, no language is looked at. Thousands of calls a second
    /// pass here, and the rest of the way would cost more than the call. For the same reason they go on in the thread that reads their
    /// connection, while all else leaves it.
    /// </summary>
    public static void UseModelCalls(this WebApplication app)
    {
        var calls = app.Services.GetRequiredService<ModelCalls>();
        app.Use((http, next) =>
        {
            if (!HttpMethods.IsPost(http.Request.Method) || http.Request.Path.Value is not { } path || !Known.TryGetValue(path, out var kind))
            {
                return ElsewhereAsync(http, next);
            }

            Prefer(http, inline: kind != GatewayCallKind.Transcription);
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return calls.AnswerAsync(http, kind);
        });
    }

    private static async Task ElsewhereAsync(HttpContext http, RequestDelegate next)
    {
        // What follows of its body must not come in that thread either.
        Prefer(http, inline: false);

        // Its connection is read meanwhile, or nobody would notice that its client leaves.
        await Task.Yield();
        await next(http);
    }

    private static void Prefer(HttpContext http, bool inline)
    {
        if ((!inline || http.Request.Protocol == HttpProtocol.Http11) && http.Features.Get<IConnectionSocketFeature>() is { Socket: { } socket })
        {
            InlineSockets.Prefer(socket, inline);
        }
    }

    /// <summary>Describes them; they are answered before, unless they are written in another way, such as with a slash at the end.</summary>
    public static void MapModelCalls(this IEndpointRouteBuilder gateway)
    {
        foreach (var (kind, path, _) in CallPaths.All)
        {
            gateway.MapPost(path, (HttpContext http, ModelCalls calls) => calls.AnswerAndLeaveAsync(http, kind)).Describe(kind);
        }
    }
}
