using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Routing;

/// <summary>A name of the gateway and who answers under it, as declared at this moment.</summary>
internal sealed record Router(
    Guid Owner, Guid Id, string Name, ModelKind Kind, RoutingStrategy Strategy, RouterMasking Masking, InferencePlace Farthest, bool Shared,
    DateTimeOffset CreatedAt, IReadOnlyList<string> Aliases, IReadOnlyList<Provider> Providers)
{
    /// <summary>The most tokens that a provider can hold.</summary>
    public int ContextTokens => Providers.Max(provider => provider.Endpoint.ContextTokens);

    /// <summary>The most a call can cost with any of the providers.</summary>
    public long MostMicros(long inputTokens, long outputTokens) => Providers.Max(provider => provider.Cost(inputTokens, outputTokens));
}
