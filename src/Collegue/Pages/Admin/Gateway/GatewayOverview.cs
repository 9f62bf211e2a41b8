using Collegue.Access;
using Collegue.Gateway;
using Collegue.Gateway.Administration;
using Collegue.Gateway.Local;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;

namespace Collegue.Pages.Admin.Gateway;

/// <summary>A router of the organisation with how its models fare.</summary>
/// <param name="Serves">It answers at this moment, maybe as it was before it was changed.</param>
internal sealed record ShownRouter(GatewayRouter Row, IReadOnlyList<ShownProvider> Providers, RouterProblem? Problem, bool Serves)
{
    public IReadOnlyList<string> Aliases => RouterNames.AliasesOf(Row);
}

/// <param name="Health">Null when the model is not asked: it or its server is switched off.</param>
internal sealed record ShownProvider(LanguageModel Model, int Weight, ProviderHealth? Health);

/// <summary>A router of an organisation above, which programs of this one may use.</summary>
internal sealed record LentRouter(Router Router, string Owner);

/// <summary>Reads what the page of the gateway shows.</summary>
internal sealed class GatewayOverview(RouterKeeping keeping, RouteTable routes, CurrentOrganisation current, OrganisationDirectory directory)
{
    public IReadOnlyCollection<LocalModel> Locals => routes.Locals;

    public ValueTask<RouteSnapshot> SnapshotAsync(CancellationToken cancellation) => routes.CurrentAsync(cancellation);

    public async Task<IReadOnlyList<ShownRouter>> RoutersAsync(RouteSnapshot snapshot, CancellationToken cancellation)
    {
        var serving = (snapshot.Tables.GetValueOrDefault(current.Required.Id)?.Routers ?? []).ToDictionary(router => router.Id);
        var wrong = Problems(snapshot).ToLookup(problem => problem.Router, problem => (RouterProblem?)problem.Problem);
        return [.. (await keeping.ListAsync(cancellation)).Select(row => Shown(row, serving.GetValueOrDefault(row.Id), wrong[row.Name].FirstOrDefault()))];
    }

    public IEnumerable<RouteProblem> Problems(RouteSnapshot snapshot) => snapshot.Problems.Where(problem => problem.Organisation == current.Required.Id);

    public async Task<IReadOnlyList<LentRouter>> LentAsync(RouteSnapshot snapshot, CancellationToken cancellation)
    {
        var caller = new GatewayCaller(current.Required.Id, current.Required.Ancestors, Guid.Empty, null, null);
        var lent = new List<LentRouter>();
        foreach (var router in snapshot.VisibleTo(caller).Where(router => router.Owner != current.Required.Id))
        {
            lent.Add(new LentRouter(router, (await directory.FindAsync(router.Owner, cancellation))?.Name ?? ""));
        }

        return lent;
    }

    private static ShownRouter Shown(GatewayRouter row, Router? serving, RouterProblem? problem)
    {
        var health = serving?.Providers.ToDictionary(provider => provider.Endpoint.Id, provider => provider.Health) ?? [];
        return new ShownRouter(
            row,
            [.. row.Providers.OrderBy(provider => provider.Position).Select(provider => new ShownProvider(provider.Model!, provider.Weight, health.GetValueOrDefault(provider.ModelId)))],
            problem, serving is not null);
    }
}
