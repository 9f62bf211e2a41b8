using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Knowledge;

/// <summary>A set of documents (fonds) with one owner; a parent organisation may share it with its children.</summary>
public sealed class Collection : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Slug { get; set; }
    public required string Title { get; set; }
    public bool SharedWithChildren { get; set; }

    /// <summary>National sheets give way to local documents on the same subject.</summary>
    public bool IsNational { get; set; }

    public string? Licence { get; set; }
    public string? OwnerDepartment { get; set; }

    /// <summary>Shown with every citation as long as it holds, as "sheets of November 2020".</summary>
    public string? Notice { get; set; }

    /// <summary>Raised when an import changed something: readers of the index compare it with what they hold.</summary>
    public long Version { get; set; }

    public DateTimeOffset? ImportedAt { get; set; }
}

internal sealed class CollectionMapping : IEntityTypeConfiguration<Collection>
{
    public void Configure(EntityTypeBuilder<Collection> builder)
    {
        builder.ToTable("collections");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Slug }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Slug).HasMaxLength(64);
    }
}
