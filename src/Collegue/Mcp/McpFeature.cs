using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Access;
using Collegue.Api;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ModelContextProtocol;

namespace Collegue.Mcp;

/// <summary>Search and answers as tools of the Model Context Protocol, with the key, the rights and the limits of <c>/api</c>.</summary>
internal static class McpFeature
{
    private static readonly JsonSerializerOptions Json = new(McpJsonUtilities.DefaultOptions)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,

        // As the command line writes: what is unknown is null, not missing.
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static void AddMcp(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddMcpServer(server => server.ServerInfo = new() { Name = "collegue", Version = typeof(McpFeature).Assembly.GetName().Version?.ToString(3) ?? "0" })
            // Each request stands alone: any node can answer it.
            .WithHttpTransport(http => http.Stateless = true)
            .WithTools<ReadingTools>(Json);
    }

    public static void UseMcpErrors(this WebApplication app) => app.UseMiddleware<ErrorDialect>(new PathString("/mcp"), (WriteFailure)McpFailures.WriteAsync);

    public static void MapProgramTools(this WebApplication app) => app.MapMcp("/mcp").RequireAuthorization(Policies.Programs).RequireRateLimiting(RequestLimits.Policy)
        .WithMetadata(new RequestSizeLimitAttribute(app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.MaxJsonKilobytes * 1024L));
}
