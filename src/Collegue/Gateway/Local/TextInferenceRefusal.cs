using System.Text.Json;

namespace Collegue.Gateway.Local;

/// <summary>A failure in the dialect of text-embeddings-inference: <c>{"error", "error_type"}</c>.</summary>
internal sealed class TextInferenceRefusal(int status, string message, string type) : IResult
{
    public static TextInferenceRefusal Empty(string what) => new(StatusCodes.Status400BadRequest, what, "Empty");

    public static TextInferenceRefusal Wrong(string what) => new(StatusCodes.Status422UnprocessableEntity, what, "Validation");

    public static TextInferenceRefusal TooLarge(string what) => new(StatusCodes.Status413PayloadTooLarge, what, "Validation");

    public static Task WriteAsync(HttpContext context, int status, string? detail) =>
        new TextInferenceRefusal(status, detail ?? Api.ErrorDialect.UsualWords(context, status), TypeOf(status)).ExecuteAsync(context);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return httpContext.WriteAsync(Write, httpContext.RequestAborted);
    }

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests => "Overloaded",
        StatusCodes.Status424FailedDependency => "Backend",
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "Unauthorized",
        >= 500 => "Unhealthy",
        _ => "Validation",
    };

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("error", message);
        writer.WriteString("error_type", type);
        writer.WriteEndObject();
    }
}
