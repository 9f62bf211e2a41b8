using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Knowledge;

/// <summary>
/// The vector a model that costs time or money gave for a text, kept so that no text is embedded twice. Vectors of our own model
/// are computed again instead.
/// </summary>
public sealed class EmbeddedText : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required string Model { get; init; }

    /// <summary>SHA-256 of the text given to the model.</summary>
    public required string TextHash { get; init; }

    /// <summary>A byte a number and one scale, as the scan of vectors reads them.</summary>
    public required byte[] Vector { get; init; }
}

internal sealed class EmbeddedTextMapping : IEntityTypeConfiguration<EmbeddedText>
{
    public void Configure(EntityTypeBuilder<EmbeddedText> builder)
    {
        builder.ToTable("embedded_texts");
        builder.HasKey(row => new { row.OrganisationId, row.Model, row.TextHash });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Model).HasMaxLength(200);
        builder.Property(row => row.TextHash).HasMaxLength(64);
    }
}
