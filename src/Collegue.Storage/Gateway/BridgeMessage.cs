using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Gateway;

/// <summary>A testimony of Services Publics+ given by its platform, waiting for a proposed answer or answered.</summary>
public sealed class BridgeMessage : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>What the platform calls it: given twice, it is the same.</summary>
    public required string ExternalId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What was given, as JSON, masked.</summary>
    public required string Payload { get; set; }

    public required BridgeState State { get; set; }

    /// <summary>What was made of it, as JSON.</summary>
    public string? Result { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

public enum BridgeState
{
    Waiting,
    Answered,

    /// <summary>A human's to answer: nothing was prepared.</summary>
    Human,
    Failed,
}

internal sealed class BridgeMessageMapping : IEntityTypeConfiguration<BridgeMessage>
{
    public void Configure(EntityTypeBuilder<BridgeMessage> builder)
    {
        builder.ToTable("bridge_messages");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.ExternalId }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.ExternalId).HasMaxLength(200);
    }
}
