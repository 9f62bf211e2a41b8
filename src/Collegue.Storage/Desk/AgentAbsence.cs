using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Desk;

/// <summary>Days an agent is away, both included, and who is proposed in their place. No reason is asked or kept.</summary>
public sealed class AgentAbsence : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid AgentId { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public Guid? ReplacementAgentId { get; init; }
}

internal sealed class AgentAbsenceMapping : IEntityTypeConfiguration<AgentAbsence>
{
    public void Configure(EntityTypeBuilder<AgentAbsence> builder)
    {
        builder.ToTable("agent_absences");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.AgentId });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.ReplacementAgentId).OnDelete(DeleteBehavior.Restrict);
    }
}
