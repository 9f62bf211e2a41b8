using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Desk;

/// <summary>One agent writes the reply of a case: the others are told, and may take over. It ends by itself.</summary>
public sealed class CaseLock : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid AgentId { get; set; }
    public required DateTimeOffset TakenAt { get; set; }
    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>From whom it was taken over; that agent is told on the case until this lock ends.</summary>
    public Guid? TakenFromAgentId { get; set; }
}

internal sealed class CaseLockMapping : IEntityTypeConfiguration<CaseLock>
{
    public void Configure(EntityTypeBuilder<CaseLock> builder)
    {
        builder.ToTable("case_locks");
        builder.HasKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithOne().HasForeignKey<CaseLock>(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.TakenFromAgentId).OnDelete(DeleteBehavior.Restrict);
    }
}
