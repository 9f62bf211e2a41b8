using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>A case opened from passages of another one: same citizen, same clock.</summary>
public sealed class CaseSplit : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }

    /// <summary>The case that was opened.</summary>
    public required Guid CaseId { get; init; }

    public required Guid FromCaseId { get; init; }
    public required Guid AgentId { get; init; }
    public required DateTimeOffset SplitAt { get; init; }
}

internal sealed class CaseSplitMapping : IEntityTypeConfiguration<CaseSplit>
{
    public void Configure(EntityTypeBuilder<CaseSplit> builder)
    {
        builder.ToTable("case_splits");
        builder.HasKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasIndex(row => new { row.OrganisationId, row.FromCaseId });
        builder.HasOne<Case>().WithOne().HasForeignKey<CaseSplit>(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.FromCaseId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
    }
}
