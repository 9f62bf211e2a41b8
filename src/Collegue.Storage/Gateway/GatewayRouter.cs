using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Gateway;

/// <summary>A name under which programs ask for a model, and which models answer under it.</summary>
public sealed class GatewayRouter : IBelongsToOrganisation
{
    public const int LongestName = 100;

    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>What programs write in <c>model</c>.</summary>
    public required string Name { get; set; }

    /// <summary>Other names for the same, one a line.</summary>
    public string Aliases { get; set; } = "";

    public required ModelKind Kind { get; set; }
    public required RoutingStrategy Strategy { get; set; }
    public required RouterMasking Masking { get; set; }

    /// <summary>The farthest place where what is asked under this name may be computed.</summary>
    public required InferencePlace Farthest { get; set; }

    /// <summary>Also for the organisations below.</summary>
    public bool SharedWithChildren { get; set; }

    public required bool Enabled { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    public List<RouterProvider> Providers { get; } = [];
}

/// <summary>One of the models that answer under a name.</summary>
public sealed class RouterProvider : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid RouterId { get; init; }
    public required Guid ModelId { get; init; }

    /// <summary>Its share among the others, from 1 to 1,000.</summary>
    public required int Weight { get; set; }

    /// <summary>Its turn where the order decides.</summary>
    public required int Position { get; set; }

    public LanguageModel? Model { get; init; }
}

/// <summary>Which provider is asked first; when it fails before its first word, the others follow.</summary>
public enum RoutingStrategy
{
    /// <summary>At random, by weight.</summary>
    Weighted,

    /// <summary>The one with the fewest calls under way for its weight.</summary>
    LeastBusy,

    /// <summary>The one that lately answered soonest and failed least.</summary>
    Fastest,

    /// <summary>The first that works.</summary>
    InOrder,
}

/// <summary>Whether personal data is replaced by placeholders before a provider receives it.</summary>
public enum RouterMasking
{
    /// <summary>Where the server may not receive it.</summary>
    AsServersRequire,

    Always,
}

internal sealed class GatewayRouterMapping : IEntityTypeConfiguration<GatewayRouter>, IEntityTypeConfiguration<RouterProvider>
{
    public void Configure(EntityTypeBuilder<GatewayRouter> builder)
    {
        builder.ToTable("gateway_routers");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Name }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Name).HasMaxLength(GatewayRouter.LongestName);
        builder.Property(row => row.Aliases).HasMaxLength(2000);
    }

    public void Configure(EntityTypeBuilder<RouterProvider> builder)
    {
        builder.ToTable("gateway_router_providers");
        builder.HasKey(row => new { row.OrganisationId, row.RouterId, row.ModelId });
        builder.HasOne<GatewayRouter>().WithMany(row => row.Providers).HasForeignKey(row => new { row.OrganisationId, row.RouterId });
        builder.HasOne(row => row.Model).WithMany().HasForeignKey(row => new { row.OrganisationId, row.ModelId });
    }
}
