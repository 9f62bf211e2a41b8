using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>
/// What the colleague proposes about a case as a whole: open a second one for a part of the message, or handle it under the number
/// of another. Nothing is done until an agent says yes; what they say is kept, and never who.
/// </summary>
public sealed class CaseProposal : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid MessageId { get; init; }
    public required ProposalKind Kind { get; init; }

    /// <summary>The kind of task of the part; for a duplicate, of both cases when they are of one kind.</summary>
    public string? Task { get; init; }

    /// <summary>The part, in the message, in UTF-16 code units; nothing for a duplicate.</summary>
    public int Start { get; init; }
    public int Length { get; init; }

    /// <summary>From 0 to 1: the classifier's share for a part, the likeness of the texts for a duplicate.</summary>
    public required double Likeness { get; init; }

    /// <summary>Codes of the reasons, as <c>email;same-kind</c>.</summary>
    public string? Reasons { get; init; }

    /// <summary>The case it may be a duplicate of; for a part, the case opened for it.</summary>
    public Guid? OtherCaseId { get; set; }

    public ProposalState State { get; set; }
    public required DateTimeOffset ProposedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; set; }
}

public enum ProposalKind
{
    Split,
    Duplicate,
}

public enum ProposalState
{
    Open,
    Accepted,
    Refused,

    /// <summary>Accepted, then taken back.</summary>
    Undone,
}

internal sealed class CaseProposalMapping : IEntityTypeConfiguration<CaseProposal>
{
    public void Configure(EntityTypeBuilder<CaseProposal> builder)
    {
        builder.ToTable("case_proposals");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasIndex(row => new { row.OrganisationId, row.MessageId, row.Kind, row.Start }).IsUnique();
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Message>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.MessageId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.OtherCaseId }).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Task).HasMaxLength(100);
        builder.Property(row => row.Reasons).HasMaxLength(200);
    }
}
