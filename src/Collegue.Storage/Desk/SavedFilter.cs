using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Desk;

/// <summary>A list of cases an agent named; shared with everybody of a department when it names one.</summary>
public sealed class SavedFilter : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid AgentId { get; init; }
    public Guid? DepartmentId { get; init; }
    public required string Name { get; init; }

    /// <summary>The query of the list's address, without the page.</summary>
    public required string Query { get; init; }

    public required DateTimeOffset SavedAt { get; init; }
}

internal sealed class SavedFilterMapping : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> builder)
    {
        builder.ToTable("saved_filters");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.AgentId });
        builder.HasIndex(row => new { row.OrganisationId, row.DepartmentId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId);
        builder.HasOne<Department>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.DepartmentId }).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Name).HasMaxLength(60);
        builder.Property(row => row.Query).HasMaxLength(600);
    }
}
