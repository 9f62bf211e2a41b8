using Collegue.Gateway.Bridge;
using Collegue.Gateway.Local;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Collegue.Api;

/// <summary>The OpenAPI description served at <c>/api/openapi.json</c>.</summary>
internal static class Description
{
    private const string Key = "key";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath is { } path
            && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("v1/", StringComparison.Ordinal)
                || TextInferenceEndpoints.Has("/" + path) || BridgeEndpoints.Has("/" + path));
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Collègue";
            document.Info.Version = "1";
            document.Info.Description =
                "Under /api: read and search what an organisation publishes, hand over citizens' requests and follow them; failures are application/problem+json. "
                + "Under /v1: the models of the gateway by the contract of OpenAI, and the retrieval contract of OpenGateRAG (Albert API); failures are {\"error\": …}. "
                + "At the root: the contract of text-embeddings-inference, failures are {\"error\", \"error_type\"}; and that of Services Publics+.";
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key made with 'collegue key create' or in the administration. Optional to read under /api.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
            return Task.CompletedTask;
        });
    }
}
