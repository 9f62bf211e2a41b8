using System.Reflection;
using System.Text.Json;
using Collegue.Api;
using Microsoft.AspNetCore.Http.Metadata;

namespace Collegue.Gateway;

/// <summary>A failure in the dialect of OpenAI's clients: <c>{"error": {"message", "type", "param", "code"}}</c>.</summary>
internal sealed class GatewayRefusal(int status, string message, string code, string? param = null) : IResult, IEndpointMetadataProvider
{
    public int Status => status;

    public static GatewayRefusal Missing(string what, string code) => new(StatusCodes.Status404NotFound, what, code);

    public static GatewayRefusal Invalid(string param, string what) => new(StatusCodes.Status422UnprocessableEntity, what, "invalid_value", param);

    /// <summary>For what goes wrong before or after the endpoints.</summary>
    public static Task WriteAsync(HttpContext context, int status, string? detail) =>
        new GatewayRefusal(status, detail ?? ErrorDialect.UsualWords(context, status), CodeOf(status)).ExecuteAsync(context);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var known in (int[])[400, 401, 403, 404, 413, 415, 422, 429])
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(known, typeof(ErrorBody), ["application/json"]));
        }
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;

        // Without a token of ours, a client that is gone is no failure.
        return httpContext.Response.WriteAsJsonAsync(Body(), GatewayJson.Readable.ErrorBody, "application/json");
    }

    /// <summary>What an event of a stream carries when it fails on the way.</summary>
    public string ToJson() => JsonSerializer.Serialize(Body(), GatewayJson.Readable.ErrorBody);

    private ErrorBody Body() => new(new ErrorDetail(message, code == "insufficient_quota" ? code : TypeOf(status), param, code));

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status404NotFound => "not_found_error",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "invalid_request",
        StatusCodes.Status401Unauthorized => "invalid_api_key",
        StatusCodes.Status403Forbidden => "insufficient_permission",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "request_too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_content_type",
        StatusCodes.Status429TooManyRequests => "rate_limit_exceeded",
        StatusCodes.Status503ServiceUnavailable => "service_unavailable",
        >= 500 => "internal_error",
        _ => "invalid_request",
    };
}
