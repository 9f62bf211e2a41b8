using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Drafts;

/// <summary>What was sent to the citizen, by whom, on which sources.</summary>
public sealed class Reply : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }

    /// <summary>The draft it started from; null when an agent wrote it alone.</summary>
    public Guid? DraftId { get; init; }

    /// <summary>Who sent it; null when the colleague did under its mandate.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>The service named to the citizen as having checked and sent the reply.</summary>
    public required string SignedBy { get; init; }

    public required string Text { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public List<ReplySource> Sources { get; } = [];
}

/// <summary>A source still carried by the text that was sent.</summary>
public sealed class ReplySource : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid ReplyId { get; init; }
    public required int Position { get; init; }
    public required Guid PassageId { get; init; }
    public required string Document { get; init; }
    public required string Title { get; init; }
    public string? Url { get; init; }
    public DateOnly? Updated { get; init; }
    public required string Quote { get; init; }
}

internal sealed class ReplyMapping : IEntityTypeConfiguration<Reply>, IEntityTypeConfiguration<ReplySource>
{
    public void Configure(EntityTypeBuilder<Reply> builder)
    {
        builder.ToTable("replies");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId, row.SentAt });

        // A draft is sent at most once, whatever two agents do at the same time.
        builder.HasIndex(row => new { row.OrganisationId, row.DraftId }).IsUnique();
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.DraftId })
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReplySource> builder)
    {
        builder.ToTable("reply_sources");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.PassageId });
        builder.HasIndex(row => new { row.OrganisationId, row.Document });
        builder.HasOne<Reply>().WithMany(row => row.Sources).HasForeignKey(row => new { row.OrganisationId, row.ReplyId });
    }
}
