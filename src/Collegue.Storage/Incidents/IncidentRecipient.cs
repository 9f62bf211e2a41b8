using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Incidents;

/// <summary>A citizen who received the error: one row a case, whatever the number of its replies that carry it.</summary>
public sealed class IncidentRecipient : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid IncidentId { get; init; }
    public required Guid CaseId { get; init; }

    /// <summary>The newest reply of the case that carries it.</summary>
    public required Guid ReplyId { get; init; }

    public required FoundBy FoundBy { get; init; }

    /// <summary>The words as they stand in that reply; null when only its origin tells.</summary>
    public string? Words { get; init; }

    public required DateTimeOffset ReplySentAt { get; init; }

    /// <summary>Why nothing is sent to this one; null while it is to be corrected.</summary>
    public string? LeftOutReason { get; set; }

    /// <summary>The letter for this case alone, instead of the common one.</summary>
    public string? OwnText { get; set; }

    public RecipientState State { get; set; }

    /// <summary>Subject of the job that sends it; a promise taken back changes its id, so that the old job finds nothing.</summary>
    public Guid? PromiseId { get; set; }

    public Guid? CorrectionReplyId { get; set; }
    public DateTimeOffset? CorrectedAt { get; set; }

    /// <summary>Left no e-mail address: somebody must call or write.</summary>
    public bool ByHand { get; set; }

    /// <summary>When an agent said that they had.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}

public enum RecipientState
{
    Listed,
    Promised,
    Corrected,
}

/// <summary>What the reply and the error have in common.</summary>
public enum FoundBy
{
    /// <summary>The sentence, word for word but for capitals, accents and punctuation.</summary>
    SameSentence,

    /// <summary>The sentence lightly edited, with the same figures.</summary>
    EditedSentence,

    /// <summary>The reply cites it.</summary>
    Source,

    /// <summary>Its draft cited it; the agent reworded the sentence.</summary>
    DraftSource,

    Rules,
    Prompt,
    Model,
}

internal sealed class IncidentRecipientMapping : IEntityTypeConfiguration<IncidentRecipient>
{
    public void Configure(EntityTypeBuilder<IncidentRecipient> builder)
    {
        builder.ToTable("incident_recipients");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.IncidentId, row.CaseId }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.PromiseId }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.CorrectionReplyId });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Incident>().WithMany(row => row.Recipients).HasForeignKey(row => new { row.OrganisationId, row.IncidentId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Reply>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.ReplyId });
        builder.Property(row => row.LeftOutReason).HasMaxLength(500);
    }
}
