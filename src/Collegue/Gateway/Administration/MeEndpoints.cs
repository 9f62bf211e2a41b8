using System.Security.Claims;
using Collegue.Access;
using Collegue.Access.Keys;
using Collegue.Gateway.Accounts;
using Collegue.Gateway.Accounts.Usage;
using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Administration;

/// <summary>What a key may know and do about itself and its holder.</summary>
internal static class MeEndpoints
{
    public static void Map(IEndpointRouteBuilder gateway)
    {
        var me = gateway.MapGroup("").AddEndpointFilter(new MayUse(ApiScopes.Models)).AddEndpointFilter<RefusalFilter>().WithTags("Me");
        foreach (var path in (string[])["/me", "/me/info"])
        {
            me.MapGet(path, InfoAsync).WithSummary("Who the key works for, its rights and its limits.").Produces<MeObject>();
        }

        foreach (var path in (string[])["/usage", "/me/usage"])
        {
            me.MapGet(path, UsageAsync).WithSummary("What was used, by day, model and address.").Produces<UseList>();
        }

        foreach (var path in (string[])["/keys", "/me/keys"])
        {
            me.MapGet(path, KeysAsync).WithSummary("The keys of the same holder.").Produces<Listed<KeyObject>>();
            me.MapPost(path, CreateAsync).WithSummary("Make a key for the same holder, with no more rights.").Accepts<KeyRequest>("application/json").Produces<MadeKey>(StatusCodes.Status201Created);
            me.MapPost(path + "/{id}/rotate", RotateAsync).WithSummary("Replace a key of the same holder: the old one is good for grace_days (0, 1, 7 or 30) more, the new one no longer than it was.")
                .Produces<MadeKey>(StatusCodes.Status201Created);
            me.MapDelete(path + "/{id}", RevokeAsync).WithSummary("Revoke a key of the same holder.").Produces(StatusCodes.Status204NoContent);
        }
    }

    private static async Task<IResult> InfoAsync(
        ClaimsPrincipal user, CollegueDb db, CurrentOrganisation current, RouteTable routes, TimeProvider clock, CancellationToken cancellation)
    {
        var key = await KeyAsync(user, db, cancellation);
        var holder = key.AgentId is { } agent ? await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == agent, cancellation) : null;
        var department = key.DepartmentId is { } id ? await db.Departments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) : null;
        var caller = new GatewayCaller(key.OrganisationId, current.Required.Ancestors, key.Id, key.AgentId, key.DepartmentId);
        var snapshot = await routes.CurrentAsync(cancellation);
        var names = await db.GatewayRouters.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        foreach (var router in snapshot.VisibleTo(caller))
        {
            names.TryAdd(router.Id, router.Name);
        }

        var all = await db.GatewayLimits.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellation);
        var limits = all.Where(limit => LimitSet.SubjectOf(limit, all, caller) is not null).ToList();
        var trace = snapshot.SettingsOf(key.OrganisationId) is { TracePurpose: not null, TraceUntil: { } until } settings && until > clock.GetUtcNow() ? settings : null;
        var month = limits.Where(limit => limit is { Measure: LimitMeasure.Micros, Period: LimitPeriod.Month } && limit.RouterId == Guid.Empty).ToList();
        return TypedResults.Json(
            new MeObject(
                (holder?.Id ?? key.Id).ToString(), holder?.Email ?? holder?.UserName, holder?.DisplayName ?? key.Name, current.Required.Slug, department?.Slug,
                month.Count == 0 ? null : month.Min(limit => limit.Most) / 1e6, ScopeNames.NamesOf(key.Scopes),
                [.. limits.Select(limit => new LimitLine(
                    limit.RouterId == Guid.Empty ? null : names.GetValueOrDefault(limit.RouterId, limit.RouterId.ToString()),
                    Words.Limits[(limit.Measure, limit.Period)], Words.Shown(limit.Measure, limit.Most), Words.Subjects[limit.Subject]))],
                key.ExpiresAt?.ToUnixTimeSeconds(), 0, key.CreatedAt.ToUnixTimeSeconds(), key.CreatedAt.ToUnixTimeSeconds(),
                trace?.TraceUntil?.ToUnixTimeSeconds(), trace?.TracePurpose),
            AdministrationJson.Readable.MeObject);
    }

    private static async Task<IResult> UsageAsync(
        HttpRequest request, ClaimsPrincipal user, CollegueDb db, IOptionsSnapshot<CarbonOptions> carbon, TimeProvider clock, CancellationToken cancellation)
    {
        var key = await KeyAsync(user, db, cancellation);
        var query = new GatewayQuery(request.Query);
        var now = clock.GetUtcNow();
        const long End = 253_402_300_799;
        var from = DayOf(query.Long("start_time", 0, End) is { } start ? DateTimeOffset.FromUnixTimeSeconds(start) : now.AddDays(-30));
        var to = DayOf(query.Long("end_time", 0, End) is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : now);
        var (limit, offset) = (query.Number("limit", 100, 1, 1000), query.Number("offset", 0, 0));
        var endpoint = query.Word("endpoint", ["", .. CallPaths.All.Select(path => "/v1" + path.Path)]);
        if (query.Refusal is { } refusal)
        {
            return refusal;
        }

        var rows = db.GatewayUses.AsNoTracking().Where(row => row.Day >= from && row.Day <= to);
        rows = key.AgentId is { } agent ? rows.Where(row => row.AgentId == agent) : rows.Where(row => row.KeyId == key.Id);
        if (endpoint.Length > 0)
        {
            var kind = CallPaths.All.First(path => "/v1" + path.Path == endpoint).Kind;
            rows = rows.Where(row => row.Kind == kind);
        }

        var page = await rows.OrderByDescending(row => row.Day).ThenBy(row => row.Router).ThenBy(row => row.Kind).ThenBy(row => row.KeyId).ThenBy(row => row.ModelId)
            .Skip(offset).Take(limit).ToListAsync(cancellation);
        var keys = await db.ApiKeys.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var sources = await EnergySources.OfAsync(db, [.. page.Where(row => row.MilliwattHours > 0).Select(row => row.ModelId).Distinct()], cancellation);
        return TypedResults.Json(
            new UseList(
                [.. page.Select(row => Of(row, keys.GetValueOrDefault(row.KeyId), carbon.Value, row.MilliwattHours > 0 ? sources.GetValueOrDefault(row.ModelId) : null))],
                (double)carbon.Value.GramsCarbonPerKilowattHour, carbon.Value.CarbonSource),
            AdministrationJson.Readable.UseList);
    }

    private static async Task<IResult> KeysAsync(ClaimsPrincipal user, CollegueDb db, CancellationToken cancellation)
    {
        var key = await KeyAsync(user, db, cancellation);
        var rows = await OfHolder(db, key).AsNoTracking().ToListAsync(cancellation);
        return TypedResults.Json(new Listed<KeyObject>([.. rows.OrderByDescending(row => row.CreatedAt).Select(row => KeyViews.Of(row, null, null))]), AdministrationJson.Readable.ListedKeyObject);
    }

    private static async Task<IResult> CreateAsync(
        HttpRequest request, ClaimsPrincipal user, GatewayBody body, CollegueDb db, ProgramKeys keys, TimeProvider clock, CancellationToken cancellation)
    {
        var key = await KeyAsync(user, db, cancellation);
        if (key.AgentId is not { } agent)
        {
            throw new RefusedException(new GatewayRefusal(
                StatusCodes.Status403Forbidden, "This key is of nobody in particular: an administrator makes its sisters.", "insufficient_permission"));
        }

        var asked = await body.AskedAsync(request, AdministrationJson.Default.KeyRequest);
        var scopes = KeyViews.Scopes(asked.Scopes, key.Scopes & ~ApiScopes.Administer);
        RequireNoMore(scopes, key);
        var made = await keys.CreateUntilAsync(
            AskedBody.Required(asked.Name, "name", ProgramKeys.LongestName), scopes, KeyViews.End(asked.Expires, key.ExpiresAt, clock.GetUtcNow()),
            new KeyHolder(agent, key.DepartmentId), agent, cancellation);
        return PeopleEndpoints.Made(made);
    }

    private static async Task<IResult> RotateAsync(string id, HttpRequest request, ClaimsPrincipal user, CollegueDb db, ProgramKeys keys, CancellationToken cancellation)
    {
        var (key, asked, grace) = (await KeyAsync(user, db, cancellation), AskedBody.Id(id, "Key"), AskedBody.Grace(request));
        var old = await OfHolder(db, key).AsNoTracking().SingleOrDefaultAsync(row => row.Id == asked, cancellation) ?? throw RefusedException.Missing("Key");
        RequireNoMore(old.Scopes, key);

        // How long it lives was decided by others: whoever holds a key does not make it last.
        var notAfter = old.ExpiresAt is null || key.ExpiresAt < old.ExpiresAt ? key.ExpiresAt : old.ExpiresAt;
        return await keys.RotateAsync(old.Id, grace, notAfter, key.AgentId, cancellation) is { } made ? PeopleEndpoints.Made(made) : throw RefusedException.Missing("Key");
    }

    /// <exception cref="RefusedException">They are more than the key that asks has.</exception>
    private static void RequireNoMore(ApiScopes scopes, ApiKey key)
    {
        if ((scopes & ~key.Scopes) != 0)
        {
            throw new RefusedException(new GatewayRefusal(StatusCodes.Status403Forbidden, "A key does not make what it may not do itself.", "insufficient_permission", "scopes"));
        }
    }

    private static async Task<IResult> RevokeAsync(string id, ClaimsPrincipal user, CollegueDb db, ProgramKeys keys, CancellationToken cancellation)
    {
        var (key, asked) = (await KeyAsync(user, db, cancellation), AskedBody.Id(id, "Key"));
        return await OfHolder(db, key).AnyAsync(row => row.Id == asked, cancellation) && await keys.RevokeAsync(asked, key.AgentId, cancellation)
            ? TypedResults.NoContent()
            : throw RefusedException.Missing("Key");
    }

    private static IQueryable<ApiKey> OfHolder(CollegueDb db, ApiKey key) => db.ApiKeys.Where(row => row.RevokedAt == null)
        .Where(row => key.AgentId != null ? row.AgentId == key.AgentId : row.Id == key.Id);

    private static async Task<ApiKey> KeyAsync(ClaimsPrincipal user, CollegueDb db, CancellationToken cancellation) =>
        await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Id == user.KeyId(), cancellation) ?? throw RefusedException.Missing("Key");

    private static UseObject Of(GatewayUse row, string? key, CarbonOptions carbon, string? energySource)
    {
        var kilowattHours = row.MilliwattHours / 1e6;
        return new UseObject(
            row.Router, key, "/v1" + CallPaths.All[(int)row.Kind].Path, "POST", row.Calls, row.Failures,
            new UseDetail(
                row.InputTokens, row.OutputTokens, row.InputTokens + row.OutputTokens, row.CostMicros / 1e6,
                new Impacts(kilowattHours, kilowattHours * (double)carbon.GramsCarbonPerKilowattHour / 1000), energySource,
                new UseMetrics(row.Calls == 0 ? 0 : row.Milliseconds / row.Calls)),
            new DateTimeOffset(GatewayUse.DateOf(row.Day), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds());
    }

    private static int DayOf(DateTimeOffset at) => GatewayUse.DayOf(DateOnly.FromDateTime(at.UtcDateTime));
}
