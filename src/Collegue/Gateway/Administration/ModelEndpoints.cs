using System.Text.Json.Serialization;
using Collegue.Gateway.Calling;
using Collegue.Gateway.Local;
using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Organisations;

namespace Collegue.Gateway.Administration;

/// <summary>A model as <c>/v1/models</c> lists it: what OpenAI's clients and Albert's read, and what an administration must know before it uses it.</summary>
/// <param name="Created">In seconds since 1970.</param>
/// <param name="OwnedBy">Short name of the organisation that offers it.</param>
/// <param name="Place">The farthest place where it is computed: <c>here</c>, <c>on-premises</c>, <c>france</c>, <c>european-union</c> or <c>elsewhere</c>.</param>
/// <param name="Licences">Of the models that answer under this name, when they are declared.</param>
/// <param name="WattHoursPerThousandTokens">The highest estimate declared; null without one.</param>
/// <param name="EnergySource">Of that estimate.</param>
internal sealed record ModelObject(
    string Id, long Created, string OwnedBy, string Type, IReadOnlyList<string> Aliases, int? MaxContextLength, ModelCosts Costs,
    string Place, IReadOnlyList<string> Licences, double? WattHoursPerThousandTokens, string? EnergySource)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "model";
}

/// <summary>In euros for a million tokens; the dearest of the models that answer.</summary>
internal sealed record ModelCosts(double PromptTokens, double CompletionTokens);

internal sealed record ModelList(IReadOnlyList<ModelObject> Data)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "list";
}

/// <summary>Which models a key may ask.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder gateway)
    {
        var models = gateway.MapGroup("").AddEndpointFilter<RefusalFilter>();
        models.MapGet("/models", ListAsync).WithSummary("List the models this key may ask.").WithTags("OpenAI").Produces<ModelList>();
        models.MapGet("/models/{**id}", GetAsync).WithSummary("One model.").WithTags("OpenAI").Produces<ModelObject>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, GatewayKeys keys, RouteTable routes, OrganisationDirectory directory, CollegueDb db) => TypedResults.Json(
        new ModelList(await VisibleAsync(await keys.CallerAsync(http), routes, directory, db, http.RequestAborted)), GatewayJson.Readable.ModelList);

    private static async Task<IResult> GetAsync(string id, HttpContext http, GatewayKeys keys, RouteTable routes, OrganisationDirectory directory, CollegueDb db)
    {
        var visible = await VisibleAsync(await keys.CallerAsync(http), routes, directory, db, http.RequestAborted);
        return visible.FirstOrDefault(model => model.Id == id || model.Aliases.Contains(id)) is { } found
            ? TypedResults.Json(found, GatewayJson.Readable.ModelObject)
            : Refusals.UnknownModel(id);
    }

    private static async Task<IReadOnlyList<ModelObject>> VisibleAsync(
        GatewayCaller caller, RouteTable routes, OrganisationDirectory directory, CollegueDb db, CancellationToken cancellation)
    {
        var snapshot = await routes.CurrentAsync(cancellation);
        var owners = (await directory.ListAsync(cancellation)).ToDictionary(view => view.Id, view => view.Slug);
        var visible = snapshot.VisibleTo(caller);
        var sources = await EnergySources.OfAsync(db, [.. visible.Select(Thirstiest).OfType<Provider>().Select(provider => provider.Endpoint.Id).Distinct()], cancellation);
        return
        [
            .. routes.Locals.OrderBy(local => local.Name, StringComparer.Ordinal).Select(Of),
            .. visible.Select(router => Of(router, owners.GetValueOrDefault(router.Owner, ""), Thirstiest(router) is { } most ? sources.GetValueOrDefault(most.Endpoint.Id) : null)),
        ];
    }

    private static ModelObject Of(LocalModel local) =>
        new(local.Name, 0, "collegue", Words.Kinds[local.Kind], [], null, new ModelCosts(0, 0), "here", [], null, null);

    /// <summary>Null when no model declares an estimate.</summary>
    private static Provider? Thirstiest(Router router) => router.Providers.Where(provider => provider.WattHoursPerThousandTokens is not null).MaxBy(provider => provider.WattHoursPerThousandTokens);

    private static ModelObject Of(Router router, string owner, string? energySource) => new(
        router.Name, router.CreatedAt.ToUnixTimeSeconds(), owner, Words.Kinds[router.Kind], router.Aliases, router.Providers.Min(provider => provider.Endpoint.ContextTokens),
        new ModelCosts(router.Providers.Max(provider => provider.Endpoint.InputMicros) / 1e6, router.Providers.Max(provider => provider.Endpoint.OutputMicros) / 1e6),
        Words.Places("place")[router.Providers.Max(provider => provider.Endpoint.Place)],
        [.. router.Providers.Select(provider => provider.Licence).OfType<string>().Distinct()],
        Thirstiest(router)?.WattHoursPerThousandTokens, energySource);
}
