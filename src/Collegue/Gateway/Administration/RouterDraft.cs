using System.Security.Cryptography;
using System.Text;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Administration;

/// <summary>A router as somebody wants it.</summary>
/// <param name="Providers">In the order in which they are asked where the order decides.</param>
internal sealed record RouterDraft(
    string Name, IReadOnlyList<string> Aliases, ModelKind Kind, RoutingStrategy Strategy, RouterMasking Masking, InferencePlace Farthest,
    bool SharedWithChildren, bool Enabled, IReadOnlyList<DraftProvider> Providers)
{
    private const int LongestAliases = 2000;

    /// <summary>What programs can write in <c>model</c> and read in lists.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= GatewayRouter.LongestName && !name.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));

    public static bool AreAliases(IReadOnlyList<string> aliases) => aliases.All(IsName) && string.Join('\n', aliases).Length <= LongestAliases;

    /// <summary>As stored; with <paramref name="models"/>, as <see cref="RouterNames"/> looks at it.</summary>
    public GatewayRouter Row(Guid organisation, Guid id, DateTimeOffset createdAt, IReadOnlyDictionary<Guid, LanguageModel>? models = null)
    {
        var row = new GatewayRouter
        {
            OrganisationId = organisation,
            Id = id,
            Name = Name,
            Aliases = string.Join('\n', Aliases),
            Kind = Kind,
            Strategy = Strategy,
            Masking = Masking,
            Farthest = Farthest,
            SharedWithChildren = SharedWithChildren,
            Enabled = Enabled,
            CreatedAt = createdAt,
        };
        row.Providers.AddRange(Providers.Select((provider, position) => new RouterProvider
        {
            OrganisationId = organisation,
            RouterId = id,
            ModelId = provider.Model,
            Weight = provider.Weight,
            Position = position,
            Model = models?.GetValueOrDefault(provider.Model),
        }));
        return row;
    }
}

/// <param name="Weight">From 1 to <see cref="RouterNames.HeaviestWeight"/>.</param>
internal sealed record DraftProvider(Guid Model, int Weight);

/// <summary>How saving a router ended.</summary>
internal abstract record RouterOutcome
{
    private RouterOutcome()
    {
    }

    public sealed record Saved(Guid Id) : RouterOutcome;

    /// <summary>There is no such router any more.</summary>
    public sealed record Gone : RouterOutcome;

    /// <summary>It, or a model it names, is no longer as whoever changes it saw it.</summary>
    public sealed record Changed : RouterOutcome;

    /// <param name="Name">The name that is taken; null for another problem.</param>
    public sealed record Wrong(RouterProblem Problem, string? Name) : RouterOutcome;
}

/// <summary>Tells whether a router is still what somebody saw.</summary>
internal static class RouterStamp
{
    public static string Of(GatewayRouter row)
    {
        var providers = row.Providers.OrderBy(provider => provider.Position).Select(provider => $"{provider.ModelId:N}*{provider.Weight}");
        var all = string.Join('\n', [row.Name, row.Aliases, $"{row.Kind} {row.Strategy} {row.Masking} {row.Farthest} {row.SharedWithChildren} {row.Enabled}", .. providers]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..32];
    }
}
