using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Gateway;

/// <summary>What an organisation decided for all that passes through the gateway; without a row, the defaults hold.</summary>
public sealed class GatewaySettings : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }

    /// <summary>The farthest place where its data may be computed; narrower than a router's, it wins.</summary>
    public required InferencePlace Farthest { get; set; }

    /// <summary>Why requests and answers are kept for a while; null when they are not.</summary>
    public string? TracePurpose { get; set; }

    /// <summary>Until when they are kept; what was kept is deleted then.</summary>
    public DateTimeOffset? TraceUntil { get; set; }
}

/// <summary>A request and its answer, kept because <see cref="GatewaySettings.TracePurpose"/> says so; encrypted with the keys of the instance.</summary>
public sealed class GatewayTrace : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid KeyId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required GatewayCallKind Kind { get; init; }
    public required string Router { get; init; }
    public required int Status { get; init; }
    public required string ProtectedRequest { get; init; }
    public required string ProtectedResponse { get; init; }
}

internal sealed class GatewaySettingsMapping : IEntityTypeConfiguration<GatewaySettings>, IEntityTypeConfiguration<GatewayTrace>
{
    public void Configure(EntityTypeBuilder<GatewaySettings> builder)
    {
        builder.ToTable("gateway_settings");
        builder.HasKey(row => row.OrganisationId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.TracePurpose).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<GatewayTrace> builder)
    {
        builder.ToTable("gateway_traces");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.At });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Router).HasMaxLength(GatewayRouter.LongestName);
    }
}
