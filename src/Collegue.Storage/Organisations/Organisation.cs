using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Organisations;

/// <summary>A local authority (collectivité): the tenant. A parent shares content with its children.</summary>
public sealed class Organisation
{
    public required Guid Id { get; init; }
    public Guid? ParentId { get; set; }

    /// <summary>Lower-case name used in addresses and commands; unique in the instance.</summary>
    public required string Slug { get; set; }

    public required string Name { get; set; }

    /// <summary>The organisation that answers when an address names none.</summary>
    public bool IsDefault { get; set; }

    public string? PostalAddress { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Website { get; set; }
    public string? OpeningHours { get; set; }
}

internal sealed class OrganisationMapping : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations");
        builder.HasIndex(row => row.Slug).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Slug).HasMaxLength(64);
        builder.Property(row => row.Name).HasMaxLength(200);
    }
}
