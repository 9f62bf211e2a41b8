using System.Text.Json;
using Collegue.Api;

namespace Collegue.Mcp;

/// <summary>A request that no tool sees (no key, too many) fails as JSON-RPC does, beside its HTTP status.</summary>
internal static class McpFailures
{
    private const int Refused = -32001;

    public static Task WriteAsync(HttpContext context, int status, string? detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            JsonSerializer.Serialize(new { jsonrpc = "2.0", id = (object?)null, error = new { code = Refused, message = detail ?? ErrorDialect.UsualWords(context, status) } }),
            context.RequestAborted);
    }
}
