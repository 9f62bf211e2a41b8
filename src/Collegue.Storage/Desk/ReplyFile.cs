using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Desk;

/// <summary>A file an agent joins: to the next reply of the case while <see cref="ReplyId"/> is null, then to that reply and its letter.</summary>
public sealed class ReplyFile : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public Guid? ReplyId { get; set; }

    /// <summary>The letter it leaves with; null when the citizen gave no e-mail address.</summary>
    public Guid? LetterId { get; set; }

    public required string FileName { get; init; }

    /// <summary>Decided from the bytes, never from what the browser said.</summary>
    public required string ContentType { get; init; }

    public required long Size { get; init; }
    public required string Sha256 { get; init; }
    public required Guid AgentId { get; init; }
    public required DateTimeOffset JoinedAt { get; init; }
    public ReplyFileContent? Content { get; init; }
}

public sealed class ReplyFileContent : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid FileId { get; init; }
    public required byte[] Bytes { get; init; }
}

internal sealed class ReplyFileMapping : IEntityTypeConfiguration<ReplyFile>, IEntityTypeConfiguration<ReplyFileContent>
{
    public void Configure(EntityTypeBuilder<ReplyFile> builder)
    {
        builder.ToTable("reply_files");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasIndex(row => new { row.OrganisationId, row.LetterId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Reply>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.ReplyId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OutboxMessage>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.LetterId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(row => row.Content).WithOne().HasForeignKey<ReplyFileContent>(row => new { row.OrganisationId, row.FileId });
        builder.Property(row => row.FileName).HasMaxLength(200);
        builder.Property(row => row.ContentType).HasMaxLength(100);
        builder.Property(row => row.Sha256).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<ReplyFileContent> builder)
    {
        builder.ToTable("reply_file_contents");
        builder.HasKey(row => new { row.OrganisationId, row.FileId });
    }
}
