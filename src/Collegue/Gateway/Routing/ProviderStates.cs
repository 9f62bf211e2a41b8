using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Routing;

/// <summary>How each provider fares on this node, whatever is reloaded.</summary>
internal sealed class ProviderStates(IOptions<GatewayOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, ProviderHealth> _states = new();

    public ProviderHealth Of(Guid model) => _states.GetOrAdd(model, _ => new ProviderHealth(options.Value, clock));
}
