using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Organisations;

/// <summary>A service of an organisation: who handles a case and who signs a reply.</summary>
public sealed class Department : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The name triage rules use; unique in the organisation.</summary>
    public required string Slug { get; set; }

    public required string Name { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? OpeningHours { get; set; }
}

internal sealed class DepartmentMapping : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> builder)
    {
        builder.ToTable("departments");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Slug }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Slug).HasMaxLength(64);
    }
}
