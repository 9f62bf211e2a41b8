using System.Text.Json;

namespace Collegue.Gateway.Local;

/// <summary>A JSON answer written field by field.</summary>
internal sealed class WrittenJson(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return httpContext.WriteAsync(write, httpContext.RequestAborted);
    }
}
