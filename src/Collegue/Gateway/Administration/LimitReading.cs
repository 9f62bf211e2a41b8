using Collegue.Gateway.Accounts;
using Collegue.Gateway.Routing;
using Collegue.Storage;
using Collegue.Storage.Gateway;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Gateway.Administration;

/// <summary>A limit with what is taken of it now.</summary>
/// <param name="Subject">Name of the department, user or key; null for a limit of all.</param>
/// <param name="Router">Null for all names together; empty when it is gone.</param>
/// <param name="Taken">What was used and what is held for calls under way; of a limit on each, that of who took most.</param>
/// <param name="Accounts">How many have taken something.</param>
/// <param name="Ends">When counting begins again; null when it never does.</param>
internal sealed record LimitState(GatewayLimit Limit, string? Subject, string? Router, long Taken, int Accounts, DateTimeOffset? Ends);

/// <summary>Who can have a limit of their own.</summary>
internal sealed record LimitSubjects(
    IReadOnlyDictionary<Guid, string> Departments, IReadOnlyDictionary<Guid, string> Users, IReadOnlyDictionary<Guid, string> Keys, IReadOnlyDictionary<Guid, string> Routers);

/// <summary>Reads the limits of the organisation of the current scope.</summary>
internal sealed class LimitReading(CollegueDb db, OrganisationScope scope, RouteTable routes, TimeProvider clock)
{
    public async Task<LimitSubjects> SubjectsAsync(CancellationToken cancellation)
    {
        var visible = (await routes.CurrentAsync(cancellation)).VisibleTo(new GatewayCaller(scope.Current, scope.Ancestors, Guid.Empty, null, null));
        var routers = await db.GatewayRouters.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        foreach (var router in visible)
        {
            routers.TryAdd(router.Id, router.Name);
        }

        return new LimitSubjects(
            await db.Departments.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation),
            await db.Memberships.AsNoTracking().Select(row => new { row.AgentId, row.Agent!.DisplayName }).ToDictionaryAsync(row => row.AgentId, row => row.DisplayName, cancellation),
            await db.ApiKeys.AsNoTracking().Where(row => row.RevokedAt == null).ToDictionaryAsync(row => row.Id, row => $"{row.Name} ({row.Prefix})", cancellation),
            routers);
    }

    public async Task<IReadOnlyList<LimitState>> ListAsync(LimitSubjects names, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var limits = await db.GatewayLimits.AsNoTracking().ToListAsync(cancellation);
        var windows = limits.ToDictionary(limit => limit.Id, limit => LimitWindow.Of(limit.Period, now));
        DateTimeOffset[] begins = [.. windows.Values.Select(window => window.Begins).Distinct()];
        var accounts = (await db.QuotaAccounts.AsNoTracking().Where(row => begins.Contains(row.Window)).ToListAsync(cancellation))
            .Where(row => windows.TryGetValue(row.LimitId, out var window) && window.Begins == row.Window && row.Taken > 0)
            .ToLookup(row => row.LimitId, row => row.Taken);
        return
        [
            .. limits.OrderBy(limit => limit.Subject).ThenBy(limit => limit.Measure).ThenBy(limit => limit.Period).ThenBy(limit => limit.Id).Select(limit => new LimitState(
                limit, SubjectOf(limit, names), limit.RouterId == Guid.Empty ? null : names.Routers.GetValueOrDefault(limit.RouterId, ""),
                accounts[limit.Id].DefaultIfEmpty().Max(), accounts[limit.Id].Count(), windows[limit.Id] is { Ends: var ends } && ends < DateTimeOffset.MaxValue ? ends : null)),
        ];
    }

    public static string? SubjectOf(GatewayLimit limit, LimitSubjects names) => limit.Subject switch
    {
        LimitSubject.Department => names.Departments.GetValueOrDefault(limit.SubjectId, ""),
        LimitSubject.User => names.Users.GetValueOrDefault(limit.SubjectId, ""),
        LimitSubject.Key => names.Keys.GetValueOrDefault(limit.SubjectId, ""),
        _ => null,
    };
}
