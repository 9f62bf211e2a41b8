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

    /// <summary>The routers that are right, and what is wrong with the others.</summary>
    public static (RouterNames Table, IReadOnlyList<(string Router, RouterProblem Problem)> Wrong) Of(
        IReadOnlyList<GatewayRouter> rows, ProviderStates states, IEnumerable<string> reserved)
    {
        var taken = reserved.ToHashSet(StringComparer.Ordinal);
        var (routers, wrong) = (new List<Router>(), new List<(string, RouterProblem)>());
        foreach (var row in rows.Where(row => row.Enabled).OrderBy(row => row.CreatedAt))
        {
            if (ProblemOf(row) is { } problem)
            {
                wrong.Add((row.Name, problem));
            }
            else if (!AliasesOf(row).Prepend(row.Name).All(taken.Add))
            {
                wrong.Add((row.Name, RouterProblem.NameTaken));
            }
            else
            {
                routers.Add(Of(row, states));
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
