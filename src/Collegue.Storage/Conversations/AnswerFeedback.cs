using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Conversations;

/// <summary>
/// What an agent says of an answer to those who own its sources. It outlives the conversation, without the question and without
/// its author then: what is to be corrected stays known.
/// </summary>
public sealed class AnswerFeedback : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The turn it is about; null once that was deleted.</summary>
    public Guid? TurnId { get; set; }

    /// <summary>Who said it; null once the turn was deleted.</summary>
    public Guid? AgentId { get; set; }

    /// <summary>What had been asked; null once the turn was deleted.</summary>
    public string? Question { get; set; }

    public required FeedbackKind Kind { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>Put aside by an owner: corrected, or nothing to correct.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    public List<FeedbackDocument> Documents { get; } = [];
}

public enum FeedbackKind
{
    Useful,
    Wrong,
    Incomplete,
    OutOfDate,
    Unclear,
}

/// <summary>A document the answer cited. It may belong to a parent organisation, or be gone, hence no foreign key.</summary>
public sealed class FeedbackDocument : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid FeedbackId { get; init; }
    public required Guid DocumentId { get; init; }
    public required Guid CollectionId { get; init; }

    /// <summary>The organisation of the collection.</summary>
    public required Guid CollectionOrganisationId { get; init; }

    public required string Key { get; init; }
    public required string Title { get; init; }
}

internal sealed class AnswerFeedbackMapping : IEntityTypeConfiguration<AnswerFeedback>, IEntityTypeConfiguration<FeedbackDocument>
{
    public void Configure(EntityTypeBuilder<AnswerFeedback> builder)
    {
        builder.ToTable("answer_feedback");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.TurnId });
        builder.HasIndex(row => new { row.OrganisationId, row.SettledAt, row.GivenAt });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId);
        builder.Property(row => row.Question).HasMaxLength(4000);
        builder.Property(row => row.Note).HasMaxLength(2000);
    }

    public void Configure(EntityTypeBuilder<FeedbackDocument> builder)
    {
        builder.ToTable("feedback_documents");
        builder.HasKey(row => new { row.OrganisationId, row.FeedbackId, row.DocumentId });
        builder.HasIndex(row => new { row.OrganisationId, row.CollectionId });
        builder.HasOne<AnswerFeedback>().WithMany(row => row.Documents).HasForeignKey(row => new { row.OrganisationId, row.FeedbackId });
        builder.Property(row => row.Key).HasMaxLength(400);
    }
}
