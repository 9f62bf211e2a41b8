using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Desk;

/// <summary>How an organisation begins, ends and signs its letters; a row a version, the newest is in force. What is null stays as the product writes it.</summary>
public sealed class LetterTemplate : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required int Version { get; init; }

    /// <summary>Lines above every letter.</summary>
    public string? Letterhead { get; init; }

    /// <summary>The paragraph after the greeting of a draft.</summary>
    public string? Opening { get; init; }

    /// <summary>The courtesy form at the end of a draft.</summary>
    public string? Closing { get; init; }

    /// <summary>Replaces the contact lines under a draft and an acknowledgement.</summary>
    public string? Signature { get; init; }

    public required Guid AgentId { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
}

internal sealed class LetterTemplateMapping : IEntityTypeConfiguration<LetterTemplate>
{
    public void Configure(EntityTypeBuilder<LetterTemplate> builder)
    {
        builder.ToTable("letter_templates");
        builder.HasKey(row => new { row.OrganisationId, row.Version });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Letterhead).HasMaxLength(1000);
        builder.Property(row => row.Opening).HasMaxLength(1000);
        builder.Property(row => row.Closing).HasMaxLength(1000);
        builder.Property(row => row.Signature).HasMaxLength(1000);
    }
}
