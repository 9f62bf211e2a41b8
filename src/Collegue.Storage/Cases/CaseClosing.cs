using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>Why a case is closed without a reply of its own. Its state is <see cref="CaseState.Answered"/>; a message of the citizen opens it again.</summary>
public sealed class CaseClosing : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid CaseId { get; init; }
    public required ClosingReason Reason { get; init; }
    public string? Note { get; init; }

    /// <summary>The case that goes on in its place; only for <see cref="ClosingReason.Merged"/>.</summary>
    public Guid? MergedIntoId { get; init; }

    /// <summary>What the case was before, for taking it back.</summary>
    public required CaseState StateBefore { get; init; }

    public required Guid AgentId { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }
}

public enum ClosingReason
{
    /// <summary>Continued in another case of the same citizen.</summary>
    Merged,
    Thanks,
    AlreadyAnswered,
    Advertising,
    Unintelligible,
    Withdrawn,
    Other,
}

internal sealed class CaseClosingMapping : IEntityTypeConfiguration<CaseClosing>
{
    public void Configure(EntityTypeBuilder<CaseClosing> builder)
    {
        builder.ToTable("case_closings");
        builder.HasKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasIndex(row => new { row.OrganisationId, row.MergedIntoId });
        builder.HasOne<Case>().WithOne().HasForeignKey<CaseClosing>(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.MergedIntoId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Note).HasMaxLength(1000);
    }
}
