using System.Security.Claims;
using Collegue.Access.Keys;
using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Microsoft.EntityFrameworkCore;
using Polly.CircuitBreaker;

namespace Collegue.Gateway.Administration;

/// <summary>The routers and limits of the organisation of the key.</summary>
internal static class RouterEndpoints
{
    public static void Map(RouteGroupBuilder admin)
    {
        admin.MapGet("/routers", ListAsync).WithSummary("List the routers, with how their providers fare on this node.").Produces<Listed<RouterObject>>();
        admin.MapGet("/routers/{id}", GetAsync).WithSummary("One router.").Produces<RouterObject>();
        admin.MapPost("/routers", CreateAsync).WithSummary("Create a router.").Accepts<RouterRequest>("application/json").Produces<MadeObject>(StatusCodes.Status201Created);
        admin.MapPatch("/routers/{id}", ChangeAsync).WithSummary("Change a router; what is absent stays.").Accepts<RouterRequest>("application/json").Produces(StatusCodes.Status204NoContent);
        admin.MapDelete("/routers/{id}", DeleteAsync).WithSummary("Delete a router with its limits.").Produces(StatusCodes.Status204NoContent);
        admin.MapGet("/limits", LimitsAsync).WithSummary("List the limits.").Produces<Listed<LimitObject>>();
        admin.MapPost("/limits", AddLimitAsync).WithSummary("Add a limit.").Accepts<LimitRequest>("application/json").Produces<MadeObject>(StatusCodes.Status201Created);
        admin.MapPatch("/limits/{id}", ChangeLimitAsync).WithSummary("Change how much a limit allows.").Accepts<LimitRequest>("application/json").Produces(StatusCodes.Status204NoContent);
        admin.MapDelete("/limits/{id}", DeleteLimitAsync).WithSummary("Delete a limit, with what was counted for it.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(RouterKeeping keeping, ProviderStates states, CancellationToken cancellation) =>
        TypedResults.Json(new Listed<RouterObject>([.. (await keeping.ListAsync(cancellation)).Select(row => Of(row, states))]), AdministrationJson.Readable.ListedRouterObject);

    private static async Task<IResult> GetAsync(string id, RouterKeeping keeping, ProviderStates states, CancellationToken cancellation) =>
        TypedResults.Json(Of(await FindAsync(id, keeping, cancellation), states), AdministrationJson.Readable.RouterObject);

    private static async Task<IResult> CreateAsync(HttpRequest request, ClaimsPrincipal user, GatewayBody body, RouterKeeping keeping, CancellationToken cancellation)
    {
        var draft = Draft(await body.AskedAsync(request, AdministrationJson.Default.RouterRequest), null);
        var made = await SavedAsync(keeping.SaveAsync(null, null, draft, await user.AgentOfKeyAsync(request, cancellation), cancellation));
        return TypedResults.Json(new MadeObject(made.ToString()), AdministrationJson.Readable.MadeObject, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(
        string id, HttpRequest request, ClaimsPrincipal user, GatewayBody body, RouterKeeping keeping, CancellationToken cancellation)
    {
        var asked = await body.AskedAsync(request, AdministrationJson.Default.RouterRequest);
        var before = await FindAsync(id, keeping, cancellation);
        await SavedAsync(keeping.SaveAsync(before.Id, RouterStamp.Of(before), Draft(asked, before), await user.AgentOfKeyAsync(request, cancellation), cancellation));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DeleteAsync(string id, HttpRequest request, ClaimsPrincipal user, RouterKeeping keeping, CancellationToken cancellation) =>
        await keeping.RemoveAsync(AskedBody.Id(id, "Router"), await user.AgentOfKeyAsync(request, cancellation), cancellation)
            ? TypedResults.NoContent()
            : throw RefusedException.Missing("Router");

    private static async Task<IResult> LimitsAsync(CollegueDb db, CancellationToken cancellation)
    {
        var rows = await db.GatewayLimits.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellation);
        return TypedResults.Json(
            new Listed<LimitObject>([.. rows.Select(row => new LimitObject(
                row.Id.ToString(), Words.Subjects[row.Subject], Named(row.SubjectId), Named(row.RouterId), Words.Limits[(row.Measure, row.Period)], Words.Shown(row.Measure, row.Most)))]),
            AdministrationJson.Readable.ListedLimitObject);
    }

    private static async Task<IResult> AddLimitAsync(
        HttpRequest request, ClaimsPrincipal user, GatewayBody body, LimitKeeping keeping, LimitReading reading, CancellationToken cancellation)
    {
        var asked = await body.AskedAsync(request, AdministrationJson.Default.LimitRequest);
        var router = asked.Router is null ? Guid.Empty : AskedBody.Id(asked.Router, "Router");
        if (router != Guid.Empty && !(await reading.SubjectsAsync(cancellation)).Routers.ContainsKey(router))
        {
            throw RefusedException.Missing("Router");
        }

        var (measure, period) = Words.Limits.Read(AskedBody.Required(asked.Type, "type", 10));
        var (outcome, id) = await keeping.AddAsync(
            Words.Subjects.Read(asked.Subject, LimitSubject.Organisation), Guid.TryParse(asked.SubjectId, out var subject) ? subject : Guid.Empty,
            router, measure, period, Most(asked, measure), await user.AgentOfKeyAsync(request, cancellation), cancellation);
        return outcome switch
        {
            LimitOutcome.Added => TypedResults.Json(new MadeObject(id.ToString()), AdministrationJson.Readable.MadeObject, statusCode: StatusCodes.Status201Created),
            LimitOutcome.Same => throw RefusedException.Conflict("There is a limit for the same already: change that one."),
            _ => throw RefusedException.Invalid("subject_id", "There is no such department, user, key or router here."),
        };
    }

    private static async Task<IResult> ChangeLimitAsync(
        string id, HttpRequest request, ClaimsPrincipal user, GatewayBody body, LimitKeeping keeping, CancellationToken cancellation)
    {
        var asked = await body.AskedAsync(request, AdministrationJson.Default.LimitRequest);
        var before = await keeping.FindAsync(AskedBody.Id(id, "Limit"), cancellation) ?? throw RefusedException.Missing("Limit");
        return await keeping.ChangeAsync(before, Most(asked, before.Measure), await user.AgentOfKeyAsync(request, cancellation), cancellation)
            ? TypedResults.NoContent()
            : throw RefusedException.Conflict("Somebody changed the limit meanwhile: read it again.");
    }

    private static async Task<IResult> DeleteLimitAsync(string id, HttpRequest request, ClaimsPrincipal user, LimitKeeping keeping, CancellationToken cancellation)
    {
        var before = await keeping.FindAsync(AskedBody.Id(id, "Limit"), cancellation) ?? throw RefusedException.Missing("Limit");
        return await keeping.RemoveAsync(before, await user.AgentOfKeyAsync(request, cancellation), cancellation) ? TypedResults.NoContent() : throw RefusedException.Missing("Limit");
    }

    private static long Most(LimitRequest asked, LimitMeasure measure) => asked.Value is >= 0 and <= 1e12
        ? Words.Kept(measure, asked.Value.Value)
        : throw RefusedException.Invalid("value", "'value' takes a number from 0 to 1e12.");

    private static async Task<GatewayRouter> FindAsync(string id, RouterKeeping keeping, CancellationToken cancellation) =>
        await keeping.FindAsync(AskedBody.Id(id, "Router"), cancellation) ?? throw RefusedException.Missing("Router");

    private static RouterDraft Draft(RouterRequest asked, GatewayRouter? before)
    {
        var places = Words.Places("farthest");
        var draft = new RouterDraft(
            asked.Name?.Trim() ?? before?.Name ?? "", asked.Aliases ?? (before is null ? [] : RouterNames.AliasesOf(before)),
            Words.Kinds.Read(asked.Type, before?.Kind ?? ModelKind.TextGeneration), Words.Strategies.Read(asked.LoadBalancingStrategy, before?.Strategy ?? RoutingStrategy.Weighted),
            Words.Masking.Read(asked.Masking, before?.Masking ?? RouterMasking.AsServersRequire), places.Read(asked.Farthest, before?.Farthest ?? InferencePlace.EuropeanUnion),
            asked.Shared ?? before?.SharedWithChildren ?? false, asked.Enabled ?? before?.Enabled ?? true,
            asked.Providers?.Select(share => new DraftProvider(AskedBody.Id(share.Provider, "Provider"), share.Weight)).ToList()
                ?? before?.Providers.OrderBy(provider => provider.Position).Select(provider => new DraftProvider(provider.ModelId, provider.Weight)).ToList() ?? []);
        return !RouterDraft.IsName(draft.Name) ? throw RefusedException.Invalid("name", $"'name' takes 1 to {GatewayRouter.LongestName} characters without spaces.")
            : !RouterDraft.AreAliases(draft.Aliases) ? throw RefusedException.Invalid("aliases", "'aliases' are names without spaces.")
            : draft;
    }

    private static async Task<Guid> SavedAsync(Task<RouterOutcome> saving) => await saving switch
    {
        RouterOutcome.Saved saved => saved.Id,
        RouterOutcome.Changed => throw RefusedException.Conflict("The router or a provider is no longer as it was: read them again.", "providers"),
        RouterOutcome.Wrong wrong => throw (wrong.Problem switch
        {
            RouterProblem.NameTaken => RefusedException.Conflict($"The name '{wrong.Name}' is taken.", "name"),
            RouterProblem.NoProvider => RefusedException.Invalid("providers", "A router that is enabled needs an enabled provider."),
            RouterProblem.OtherKind => RefusedException.Invalid("providers", "A provider is not of the type of the router."),
            RouterProblem.Weight => RefusedException.Invalid("providers", $"A weight goes from 1 to {RouterNames.HeaviestWeight}."),
            _ => RefusedException.Invalid("providers", "The address of a provider cannot be called."),
        }),
        _ => throw RefusedException.Missing("Router"),
    };

    private static RouterObject Of(GatewayRouter row, ProviderStates states) => new(
        row.Id.ToString(), row.Name, Words.Kinds[row.Kind], RouterNames.AliasesOf(row), Words.Strategies[row.Strategy], Words.Masking[row.Masking],
        Words.Places("farthest")[row.Farthest], row.SharedWithChildren, row.Enabled,
        [.. row.Providers.OrderBy(provider => provider.Position).Select(provider => Of(provider, states.Of(provider.ModelId)))], row.CreatedAt.ToUnixTimeSeconds());

    private static RouterShare Of(RouterProvider provider, ProviderHealth health) => new(
        provider.ModelId.ToString(), provider.Weight,
        health.State switch
        {
            CircuitState.Closed => "closed",
            CircuitState.HalfOpen => "half-open",
            _ => "open",
        },
        health.UnderWay, Math.Round(health.Milliseconds, 1), Math.Round(health.FailureShare, 3));

    private static string? Named(Guid id) => id == Guid.Empty ? null : id.ToString();
}
