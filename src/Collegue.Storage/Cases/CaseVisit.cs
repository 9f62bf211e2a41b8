using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>An agent has the case open: the second agent is told. Not a measure of anybody's work; kept only while fresh.</summary>
public sealed class CaseVisit : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid AgentId { get; init; }
    public required DateTimeOffset SeenAt { get; set; }
}

internal sealed class CaseVisitMapping : IEntityTypeConfiguration<CaseVisit>
{
    public void Configure(EntityTypeBuilder<CaseVisit> builder)
    {
        builder.ToTable("case_visits");
        builder.HasKey(row => new { row.OrganisationId, row.CaseId, row.AgentId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId);
    }
}
