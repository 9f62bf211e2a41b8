using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Mandates;

/// <summary>The latitude of the colleague for one kind of task (mandat). Without a row it is <see cref="MandateLevel.Propose"/>.</summary>
public sealed class Mandate : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }

    /// <summary>Slug of the kind of task.</summary>
    public required string Task { get; init; }

    public MandateLevel Level { get; set; }

    /// <summary>When the level was given: the evidence for the next one starts there.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Raised on every change: a form carrying an older number overwrites nothing.</summary>
    public int Revision { get; set; }

    /// <summary>The conditions it was granted under; null while nothing above <see cref="MandateLevel.Propose"/> was granted.</summary>
    public string? RulesVersion { get; set; }
    public string? Model { get; set; }
    public string? PromptHash { get; set; }
}

/// <summary>In the order of latitude.</summary>
public enum MandateLevel
{
    /// <summary>No draft is made.</summary>
    Off,

    /// <summary>Drafts are made in silence, compared with what an agent sends, never shown.</summary>
    Observe,

    /// <summary>An agent reads the draft, corrects it and sends it.</summary>
    Propose,

    /// <summary>One action to approve, once the sources were opened.</summary>
    Prepare,

    /// <summary>Leaves by itself after a delay during which an agent can stop it.</summary>
    Reply,
}

/// <summary>A document the evidence of a granted mandate rests on: once it is no longer valid, the mandate is withdrawn.</summary>
public sealed class MandateSource : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required string Task { get; init; }
    public required Guid DocumentId { get; init; }
}

internal sealed class MandateMapping : IEntityTypeConfiguration<Mandate>, IEntityTypeConfiguration<MandateSource>
{
    internal const int TaskLength = 64;

    public void Configure(EntityTypeBuilder<Mandate> builder)
    {
        builder.ToTable("mandates");
        builder.HasKey(row => new { row.OrganisationId, row.Task });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Task).HasMaxLength(TaskLength);
        builder.Property(row => row.RulesVersion).HasMaxLength(100);
        builder.Property(row => row.Model).HasMaxLength(100);
        builder.Property(row => row.PromptHash).HasMaxLength(64);
        builder.Property(row => row.Revision).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<MandateSource> builder)
    {
        builder.ToTable("mandate_sources");
        builder.HasKey(row => new { row.OrganisationId, row.Task, row.DocumentId });
        builder.HasOne<Mandate>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.Task });
        builder.Property(row => row.Task).HasMaxLength(TaskLength);
    }
}
