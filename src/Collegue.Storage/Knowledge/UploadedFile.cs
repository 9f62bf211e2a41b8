using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Knowledge;

/// <summary>A file given to a collection. Its bytes are in <see cref="UploadedContent"/> so that lists never load them.</summary>
public sealed class UploadedFile : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CollectionId { get; init; }

    /// <summary>Its name with its extension; the name without it is the key of its document, so it is unique in the collection.</summary>
    public required string Name { get; init; }

    public required long Size { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>What an API client said of the file, as a JSON object; null when nothing.</summary>
    public string? Metadata { get; init; }

    public UploadedContent? Content { get; init; }
}

public sealed class UploadedContent : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid FileId { get; init; }
    public required byte[] Bytes { get; init; }
}

internal sealed class UploadedFileMapping : IEntityTypeConfiguration<UploadedFile>, IEntityTypeConfiguration<UploadedContent>
{
    public void Configure(EntityTypeBuilder<UploadedFile> builder)
    {
        builder.ToTable("uploaded_files");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CollectionId, row.Name }).IsUnique();
        builder.HasOne<Collection>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CollectionId });
        builder.HasOne(row => row.Content).WithOne()
            .HasForeignKey<UploadedContent>(row => new { row.OrganisationId, row.FileId });
        builder.Property(row => row.Name).HasMaxLength(300);
    }

    public void Configure(EntityTypeBuilder<UploadedContent> builder)
    {
        builder.ToTable("uploaded_contents");
        builder.HasKey(row => new { row.OrganisationId, row.FileId });
    }
}
