using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Routing;

/// <summary>The routers and settings of all organisations at one moment.</summary>
internal sealed record RouteSnapshot(
    IReadOnlyDictionary<Guid, RouterNames> Tables, IReadOnlyDictionary<Guid, GatewaySettings> Settings, IReadOnlyList<RouteProblem> Problems, DateTimeOffset ReadAt)
{
    public static RouteSnapshot Empty { get; } =
        new(new Dictionary<Guid, RouterNames>(), new Dictionary<Guid, GatewaySettings>(), [], DateTimeOffset.MinValue);

    /// <summary>The router of that name or alias, of the caller's organisation or shared by the nearest one above; null when there is none.</summary>
    public Router? Find(GatewayCaller caller, string name)
    {
        if (Tables.TryGetValue(caller.Organisation, out var own) && own.Find(name) is { } found)
        {
            return found;
        }

        foreach (var ancestor in caller.Ancestors)
        {
            if (Tables.TryGetValue(ancestor, out var above) && above.Find(name) is { Shared: true } shared)
            {
                return shared;
            }
        }

        return null;
    }

    /// <summary>What the caller may ask for, by name.</summary>
    public IReadOnlyList<Router> VisibleTo(GatewayCaller caller)
    {
        var own = Tables.GetValueOrDefault(caller.Organisation)?.Routers ?? [];
        var above = caller.Ancestors.SelectMany(ancestor => Tables.GetValueOrDefault(ancestor)?.Routers ?? []).Where(router => router.Shared);
        return [.. own.Concat(above).DistinctBy(router => router.Name).Where(router => Find(caller, router.Name) == router).OrderBy(router => router.Name, StringComparer.Ordinal)];
    }

    /// <summary>The farthest place where what the caller asks of a router may be computed.</summary>
    public InferencePlace FarthestFor(GatewayCaller caller, Router router) =>
        Settings.TryGetValue(caller.Organisation, out var settings) && settings.Farthest < router.Farthest ? settings.Farthest : router.Farthest;

    public GatewaySettings? SettingsOf(Guid organisation) => Settings.GetValueOrDefault(organisation);
}
