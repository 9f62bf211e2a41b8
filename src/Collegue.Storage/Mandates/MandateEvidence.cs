using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Mandates;

/// <summary>What became of one draft, without who: the evidence mandates are granted on.</summary>
public sealed class MandateEvidence : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Task { get; init; }

    /// <summary>A draft counts once.</summary>
    public required Guid DraftId { get; init; }

    public required EvidenceOrigin Origin { get; init; }

    /// <summary>It left, or would have left, without factual change.</summary>
    public required bool Kept { get; init; }

    /// <summary>The conditions the draft was made under.</summary>
    public required string RulesVersion { get; init; }
    public string? Model { get; init; }
    public string? PromptHash { get; init; }
    public required DateTimeOffset At { get; init; }
}

public enum EvidenceOrigin
{
    /// <summary>An agent sent the draft, corrected or not, or refused it.</summary>
    Review,

    /// <summary>A silent draft beside the reply an agent wrote.</summary>
    Comparison,

    /// <summary>A reply that left by itself, read afterwards.</summary>
    Audit,
}

/// <summary>
/// A source of a draft was opened by the agent who may approve it. Only for that gate: erased as soon as the draft was reviewed.
/// </summary>
public sealed class SourceOpening : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid DraftId { get; init; }
    public required Guid AgentId { get; init; }
    public required Guid DocumentId { get; init; }
}

internal sealed class MandateEvidenceMapping : IEntityTypeConfiguration<MandateEvidence>, IEntityTypeConfiguration<SourceOpening>
{
    public void Configure(EntityTypeBuilder<MandateEvidence> builder)
    {
        builder.ToTable("mandate_evidence");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.DraftId }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.Task, row.At });
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.DraftId });
        builder.Property(row => row.Task).HasMaxLength(MandateMapping.TaskLength);
        builder.Property(row => row.RulesVersion).HasMaxLength(100);
        builder.Property(row => row.Model).HasMaxLength(100);
        builder.Property(row => row.PromptHash).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<SourceOpening> builder)
    {
        builder.ToTable("source_openings");
        builder.HasKey(row => new { row.OrganisationId, row.DraftId, row.AgentId, row.DocumentId });
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.DraftId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
    }
}
