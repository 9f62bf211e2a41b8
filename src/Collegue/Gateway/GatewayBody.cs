using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Collegue.Api;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway;

/// <summary>Reads JSON bodies, so that one that cannot be read is answered in the dialect of this contract.</summary>
internal sealed class GatewayBody(IOptions<ApiOptions> options)
{
    /// <summary>The body, or why it is refused: 400 when it is not JSON, 422 when it is not what is asked for, 413, 415.</summary>
    public async Task<(T? Value, GatewayRefusal? Refusal)> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            return (null, new GatewayRefusal(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json.", "unsupported_content_type"));
        }

        var most = options.Value.MaxJsonKilobytes * 1024L;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = most;
        }

        using var document = await ParseAsync(request);
        if (document is null)
        {
            return (null, new GatewayRefusal(StatusCodes.Status400BadRequest, "The body is not JSON.", "invalid_json"));
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return (null, new GatewayRefusal(StatusCodes.Status422UnprocessableEntity, "The body must be a JSON object.", "invalid_value"));
        }

        try
        {
            return (document.Deserialize(type), null);
        }
        catch (JsonException problem)
        {
            var field = problem.Path?.TrimStart('$', '.') ?? "";
            return (null, GatewayRefusal.Invalid(field, $"'{field}' has a value of the wrong type."));
        }
    }

    private static async Task<JsonDocument?> ParseAsync(HttpRequest request)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
