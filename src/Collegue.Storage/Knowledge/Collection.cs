using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Knowledge;

/// <summary>A set of documents (fonds) with one owner; a parent organisation may share it with its children.</summary>
public sealed class Collection : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>For contracts whose ids are whole numbers; unique in the instance, never used again.</summary>
    public long Number { get; set; }

    public required string Slug { get; set; }
    public required string Title { get; set; }
    public bool SharedWithChildren { get; set; }

    /// <summary>National sheets give way to local documents on the same subject.</summary>
    public bool IsNational { get; set; }

    public string? Licence { get; set; }
    public string? Description { get; set; }

    /// <summary>Slug of the department that answers for the content and is told when it must be looked at.</summary>
    public string? OwnerDepartment { get; set; }

    public Readers Readers { get; set; }

    /// <summary>How often the owner looks at the content again; null when no review is wanted.</summary>
    public int? ReviewEveryDays { get; set; }

    public DateOnly? NextReview { get; set; }

    /// <summary>Shown with every citation as long as it holds, as "sheets of November 2020".</summary>
    public string? Notice { get; set; }

    /// <summary>Raised when an import changed something: readers of the index compare it with what they hold.</summary>
    public long Version { get; set; }

    /// <summary>When the source was last read to its end, changed or not.</summary>
    public DateTimeOffset? ImportedAt { get; set; }
}

/// <summary>Whose questions a collection may answer, in its organisation and in those it is shared with.</summary>
public enum Readers
{
    /// <summary>Citizens and agents.</summary>
    Everyone,

    /// <summary>Agents only: nothing of it reaches a citizen.</summary>
    Agents,

    /// <summary>Agents of the owning department only.</summary>
    OwnerDepartment,
}

internal sealed class CollectionMapping : IEntityTypeConfiguration<Collection>
{
    public void Configure(EntityTypeBuilder<Collection> builder)
    {
        builder.ToTable("collections");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Slug }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasIndex(row => new { row.OrganisationId, row.Number }).IsUnique();
        builder.Property(row => row.Slug).HasMaxLength(64);
        builder.Property(row => row.Readers).HasDefaultValue(Readers.Everyone);
    }
}
