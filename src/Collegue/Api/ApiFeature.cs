using Collegue.Api.Cases;
using Collegue.Casework;
using Collegue.Gateway;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Collegue.Api;

/// <summary>What programs ask over HTTP: search, collections, documents, passages.</summary>
internal static class ApiFeature
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, GatewayJson.Default);
        });
        builder.Services.AddRateLimiter(limits => limits.AddPolicy<string, RequestLimits>(RequestLimits.Policy));
        builder.Services.AddScoped<Shelves>();
        builder.Services.AddOpenApi(Description.Describe);
    }

    public static void UseApiErrors(this WebApplication app) => app.UseMiddleware<ErrorDialect>(new PathString("/api"), (WriteFailure)ApiProblems.WriteAsync);

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi("/api/openapi.json").RequireRateLimiting(RequestLimits.Policy).ExcludeFromDescription();
        app.MapReference();
        var api = app.MapGroup("/api").RequireRateLimiting(RequestLimits.Policy).AddEndpointFilter<MayRead>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests).WithTags("Reading");
        api.MapGet("/search", SearchEndpoint.FindAsync).WithSummary("Find the documents, and the passages in each, that fit a question.");
        api.MapGet("/collections", CollectionEndpoints.ListAsync).WithSummary("List the collections that can be read.");
        api.MapGet("/collections/{slug}", CollectionEndpoints.GetAsync).WithSummary("One collection.");
        api.MapGet("/collections/{slug}/documents", DocumentEndpoints.ListAsync).WithSummary("List the documents of a collection.");
        api.MapGet("/documents/{collection}/{**key}", DocumentEndpoints.GetAsync).WithSummary("One document with its passages.");
        api.MapGet("/passages/{id:guid}", DocumentEndpoints.PassageAsync).WithSummary("One passage with its document.");
        app.MapCases();
    }

    private static void MapCases(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<IOptions<CaseworkOptions>>().Value;
        var cases = app.MapGroup("/api/cases").RequireRateLimiting(RequestLimits.Policy).AddEndpointFilter<MayHandOver>()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests).WithTags("Cases");
        cases.MapPost("", CaseEndpoints.SubmitAsync).WithSummary("Hand over a citizen's request; sent again with the same Idempotency-Key, it is the same case.")
            .Accepts<CaseSubmission>("application/json", "multipart/form-data")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithMetadata(new RequestSizeLimitAttribute(1_000_000 + ((limits.MaxAttachments + 1) * limits.MaxAttachmentBytes * 3 / 2)));
        cases.MapGet("/{number}", CaseEndpoints.FindAsync).WithSummary("Where a case stands, for whoever has its Tracking-Token.");
    }
}
