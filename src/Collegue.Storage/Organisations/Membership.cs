using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Organisations;

/// <summary>What an agent may do in one organisation.</summary>
public sealed class Membership : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid AgentId { get; init; }
    public Guid? DepartmentId { get; set; }
    public Roles Roles { get; set; }
    public Agent? Agent { get; init; }
}

[Flags]
public enum Roles
{
    None = 0,
    Agent = 1,
    Approver = 2,
    Manager = 4,
    Administrator = 8,
    Auditor = 16,
}

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("memberships");
        builder.HasKey(row => new { row.OrganisationId, row.AgentId });
        builder.HasIndex(row => row.AgentId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne(row => row.Agent).WithMany().HasForeignKey(row => row.AgentId);
        builder.HasOne<Department>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.DepartmentId })
            .OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Roles).HasConversion<int>();
    }
}
