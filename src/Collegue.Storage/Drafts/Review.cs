using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Drafts;

/// <summary>What an agent did with a draft (relecture).</summary>
public sealed class Review : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid DraftId { get; init; }
    public required Guid AgentId { get; init; }
    public required ReviewOutcome Outcome { get; init; }

    /// <summary>Why it was rejected, from the closed list of the screen.</summary>
    public string? Reason { get; init; }

    public string? Note { get; init; }

    /// <summary>Words inserted plus words deleted between the draft and what was sent.</summary>
    public required int WordsChanged { get; init; }

    public required DateTimeOffset ReviewedAt { get; init; }
}

public enum ReviewOutcome
{
    SentAsIs,
    SentEdited,
    Rejected,
}

internal sealed class ReviewMapping : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.ToTable("reviews");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.DraftId }).IsUnique();
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.DraftId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Reason).HasMaxLength(64);
    }
}
