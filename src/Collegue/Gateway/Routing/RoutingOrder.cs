using System.Security.Cryptography;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Routing;

/// <summary>In which order the providers of a router are asked.</summary>
internal static class RoutingOrder
{
    /// <summary>
    /// Those that may compute at <paramref name="farthest"/> at most, those that rest last: when all of them rest, the first is tried all
    /// the same by its circuit when its time has come.
    /// </summary>
    public static IReadOnlyList<Provider> Of(Router router, InferencePlace farthest)
    {
        if (router.Providers is [var only])
        {
            return only.Endpoint.Place <= farthest ? router.Providers : [];
        }

        var allowed = router.Providers.Where(provider => provider.Endpoint.Place <= farthest);
        var ordered = router.Strategy switch
        {
            RoutingStrategy.Weighted => Shuffled(allowed),
            RoutingStrategy.LeastBusy => allowed.OrderBy(provider => (provider.Health.UnderWay + 1.0) / provider.Weight),
            RoutingStrategy.Fastest => allowed.OrderBy(provider => provider.Health.Expected / provider.Weight),
            RoutingStrategy.InOrder => allowed,
            _ => throw new InvalidOperationException($"No order is known for {router.Strategy}."),
        };
        return [.. ordered.OrderBy(provider => provider.Health.Rests)];
    }

    /// <summary>Each next one by its weight among those left: keys of −ln(u)/weight, ascending (Efraimidis and Spirakis, 2006).</summary>
    private static IEnumerable<Provider> Shuffled(IEnumerable<Provider> providers) =>
        providers.OrderBy(provider => -Math.Log(1 - (RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue)) / provider.Weight);
}
