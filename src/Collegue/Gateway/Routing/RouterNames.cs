using Collegue.Answering.Models;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Routing;

/// <summary>Why a router is not taken over.</summary>
internal enum RouterProblem
{
    /// <summary>The name or an alias is one of another router, or of a model computed here.</summary>
    NameTaken,

    /// <summary>No enabled model answers under it.</summary>
    NoProvider,

    /// <summary>A model does something else than the router says.</summary>
    OtherKind,

    /// <summary>A weight is not between 1 and 1,000.</summary>
    Weight,

    /// <summary>The address of a server is not one of <c>http</c> or <c>https</c>.</summary>
    Address,
}

/// <summary>The routers of one organisation, by name and alias.</summary>
internal sealed class RouterNames
{
    public const int HeaviestWeight = 1000;

    private readonly Dictionary<string, Router> _byName = new(StringComparer.Ordinal);

    public IReadOnlyList<Router> Routers { get; private init; } = [];

    public Router? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// The routers that are right, and what is wrong with the others. A wrong one goes on as it was <paramref name="before"/>, with those of
    /// its models that are still enabled: what an administrator switched off is never called.
    /// </summary>
    public static (RouterNames Table, IReadOnlyList<(string Router, RouterProblem Problem)> Wrong) Of(
        IReadOnlyList<GatewayRouter> rows, ProviderStates states, IEnumerable<string> reserved, RouterNames? before = null)
    {
        var taken = reserved.ToHashSet(StringComparer.Ordinal);
        var (routers, wrong) = (new List<Router>(), new List<(string, RouterProblem)>());
        foreach (var row in rows.Where(row => row.Enabled).OrderBy(row => row.CreatedAt))
        {
            if (ProblemOf(row) is { } problem)
            {
                wrong.Add((row.Name, problem));
            }
            else if (AliasesOf(row).Prepend(row.Name).ToList() is var names && (names.Exists(taken.Contains) || names.Distinct().Count() < names.Count))
            {
                wrong.Add((row.Name, RouterProblem.NameTaken));
            }
            else
            {
                taken.UnionWith(names);
                routers.Add(Of(row, states));
            }
        }

        foreach (var row in before is null ? [] : rows.Where(row => row.Enabled && !routers.Exists(router => router.Id == row.Id)))
        {
            if (before!.StillOf(row) is { } old && !old.Aliases.Prepend(old.Name).Any(taken.Contains))
            {
                taken.UnionWith(old.Aliases.Prepend(old.Name));
                routers.Add(old);
            }
        }

        var table = new RouterNames { Routers = routers };
        foreach (var router in routers)
        {
            foreach (var name in router.Aliases.Prepend(router.Name))
            {
                table._byName[name] = router;
            }
        }

        return (table, wrong);
    }

    public static IReadOnlyList<string> AliasesOf(GatewayRouter row) =>
        row.Aliases.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The router as it was, without the models that may no longer be called; null when none is left.</summary>
    private Router? StillOf(GatewayRouter row)
    {
        var enabled = row.Providers.Where(provider => provider.Model is { Enabled: true, Server.Enabled: true }).Select(provider => provider.ModelId).ToHashSet();
        return Routers.FirstOrDefault(router => router.Id == row.Id) is { } old
            && old.Providers.Where(provider => enabled.Contains(provider.Endpoint.Id)).ToList() is { Count: > 0 } left
            ? old with { Providers = left }
            : null;
    }

    private static RouterProblem? ProblemOf(GatewayRouter row)
    {
        var models = row.Providers.Select(provider => provider.Model!).Where(model => model is { Enabled: true, Server.Enabled: true }).ToList();
        return models.Count == 0 ? RouterProblem.NoProvider
            : models.Any(model => model.Kind != row.Kind) ? RouterProblem.OtherKind
            : row.Providers.Any(provider => provider.Weight is < 1 or > HeaviestWeight) ? RouterProblem.Weight
            : models.Any(model => !UpstreamAddress.IsUsable(model.Server!.BaseAddress)) ? RouterProblem.Address
            : null;
    }

    private static Router Of(GatewayRouter row, ProviderStates states) => new(
        row.OrganisationId, row.Id, row.Name, row.Kind, row.Strategy, row.Masking, row.Farthest, row.SharedWithChildren, row.CreatedAt, AliasesOf(row),
        [
            .. row.Providers.OrderBy(provider => provider.Position).Where(provider => provider.Model is { Enabled: true, Server.Enabled: true })
                .Select(provider => new Provider(
                    ModelEndpoint.Of(provider.Model!.Server!, provider.Model), provider.Model, provider.Weight, states.Of(provider.ModelId))),
        ]);
}
