using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Deadlines;

/// <summary>A request sent on to the body whose business it is, with the letter that went with it.</summary>
public sealed class CaseForward : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required string Recipient { get; init; }

    /// <summary>Null: the letter leaves on paper.</summary>
    public string? RecipientEmail { get; init; }

    public string? RecipientAddress { get; init; }
    public required string Letter { get; init; }
    public required Guid AgentId { get; init; }
    public required DateTimeOffset ForwardedAt { get; init; }
}

internal sealed class CaseForwardMapping : IEntityTypeConfiguration<CaseForward>
{
    public void Configure(EntityTypeBuilder<CaseForward> builder)
    {
        builder.ToTable("case_forwards");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Recipient).HasMaxLength(200);
        builder.Property(row => row.RecipientEmail).HasMaxLength(320);
        builder.Property(row => row.RecipientAddress).HasMaxLength(500);
    }
}
