using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>A file a citizen joined. Its bytes are in <see cref="AttachmentContent"/> so that lists never load them.</summary>
public sealed class Attachment : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid MessageId { get; init; }
    public required string FileName { get; init; }

    /// <summary>Decided from the bytes, never from what the browser said.</summary>
    public required string ContentType { get; init; }

    public required long Size { get; init; }
    public required string Sha256 { get; init; }
    public AttachmentContent? Content { get; init; }
}

public sealed class AttachmentContent : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid AttachmentId { get; init; }
    public required byte[] Bytes { get; init; }
}

internal sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<AttachmentContent>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasOne<Message>().WithMany(row => row.Attachments).HasForeignKey(row => new { row.OrganisationId, row.MessageId });
        builder.HasOne(row => row.Content).WithOne()
            .HasForeignKey<AttachmentContent>(row => new { row.OrganisationId, row.AttachmentId });
        builder.Property(row => row.FileName).HasMaxLength(200);
        builder.Property(row => row.ContentType).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<AttachmentContent> builder)
    {
        builder.ToTable("attachment_contents");
        builder.HasKey(row => new { row.OrganisationId, row.AttachmentId });
    }
}
