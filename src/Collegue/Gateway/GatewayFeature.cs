using Collegue.Api;
using Collegue.Gateway.Accounts;
using Collegue.Gateway.Administration;
using Collegue.Gateway.Bridge;
using Collegue.Gateway.Calling;
using Collegue.Gateway.Local;
using Collegue.Gateway.Masking;
using Collegue.Gateway.Routing;
using Collegue.Gateway.Tracing;
using Collegue.Storage.Organisations;

namespace Collegue.Gateway;

/// <summary>Models by the contracts of OpenAI and Albert, and retrieval by that of OpenGateRAG: clients switch by changing an address.</summary>
internal static class GatewayFeature
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ProviderStates>();
        builder.Services.AddSingleton<RouteTable>();
        builder.Services.AddSingleton<JsonMask>();
        builder.Services.AddSingleton<Upstreams>();
        builder.Services.AddSingleton<StopWatches>();
        builder.Services.AddSingleton<ProviderCalls>();
        builder.Services.AddSingleton<GatewayKeys>();
        builder.Services.AddSingleton<CallTraces>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CallTraces>());
        builder.Services.AddSingleton<ModelCalls>();
        builder.Services.AddSingleton<GatewayBody>();
        builder.Services.AddSingleton<CollectionTurns>();
        builder.Services.AddScoped<GatewayCollections>();
        builder.Services.AddScoped<GatewayUploads>();
        builder.Services.AddScoped<GatewayViews>();
        builder.Services.AddGatewayAccounts();
        builder.Services.AddGatewayAdministration();
        builder.Services.AddLocalModels();
        builder.Services.AddBridge();
    }

    public static void UseGatewayErrors(this WebApplication app)
    {
        app.UseMiddleware<ErrorDialect>(new PathString("/v1"), (WriteFailure)GatewayRefusal.WriteAsync);
        TextInferenceEndpoints.UseErrors(app);
        BridgeEndpoints.UseErrors(app);
    }

    public static void MapGateway(this WebApplication app)
    {
        var gateway = app.MapGroup("/v1").RequireRateLimiting(RequestLimits.Policy).WithTags("OpenGateRAG");
        gateway.MapModelCalls();
        gateway.MapModels();
        gateway.MapAdministration();
        var reading = gateway.MapGroup("").AddEndpointFilter(new MayUse(ApiScopes.Read));
        reading.MapGet("/collections", CollectionEndpoints.ListAsync).WithSummary("List the collections that can be read.");
        reading.MapGet("/collections/{id:long}", CollectionEndpoints.GetAsync).WithSummary("One collection.");
        reading.MapGet("/documents", DocumentEndpoints.ListAsync).WithSummary("List the documents that can be read.");
        reading.MapGet("/documents/{id:long}", DocumentEndpoints.GetAsync).WithSummary("One document.");
        reading.MapGet("/documents/{id:long}/chunks", DocumentEndpoints.ChunksAsync).WithSummary("List the passages of a document.");
        reading.MapGet("/documents/{id:long}/chunks/{chunk:int}", DocumentEndpoints.ChunkAsync).WithSummary("One passage.");
        reading.MapPost("/search", SearchEndpoint.FindAsync).WithSummary("Find passages.").Accepts<SearchRequest>("application/json");

        var writing = gateway.MapGroup("").AddEndpointFilter(new MayUse(ApiScopes.Write));
        writing.MapPost("/collections", CollectionEndpoints.CreateAsync).WithSummary("Create a collection.").Accepts<CollectionRequest>("application/json");
        writing.MapPatch("/collections/{id:long}", CollectionEndpoints.ChangeAsync).WithSummary("Change a collection.").Accepts<CollectionRequest>("application/json");
        writing.MapDelete("/collections/{id:long}", CollectionEndpoints.DeleteAsync).WithSummary("Delete a collection with its documents.");
        writing.MapPost("/documents", DocumentEndpoints.GiveAsync).WithSummary("Give a file: it is read, cut into passages and can be found.")
            .Accepts<IFormFile>("multipart/form-data");
        writing.MapDelete("/documents/{id:long}", DocumentEndpoints.DeleteAsync).WithSummary("Delete a document.");

        TextInferenceEndpoints.Map(app);
        BridgeEndpoints.Map(app);
    }
}
