using NetEscapades.AspNetCore.SecurityHeaders;
using Scalar.AspNetCore;

namespace Collegue.Api;

/// <summary>The description of the API to be read and tried, at <c>/docs/api</c>: all of it comes from here, nothing is fetched elsewhere.</summary>
internal static class Reference
{
    public const string Path = "/docs/api";

    public static void MapReference(this WebApplication app) => app.MapScalarApiReference(Path, (options, http) =>
    {
        options.Title = "Collègue";
        options.OpenApiRoutePattern = $"{http.Request.PathBase}/api/openapi.json";
        options.Nonce = http.GetNonce();
        options.Telemetry = false;
        options.DefaultFonts = false;
        options.HideClientButton = true;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.AddHeaderContent(
            $"<noscript><p>This page needs JavaScript. The description it shows can be read without: <a href=\"{options.OpenApiRoutePattern}\">OpenAPI, in JSON</a>.</p></noscript>");
        options.DisableAgent();
        options.DisableMcp();
    });
}
