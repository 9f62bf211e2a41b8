using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Knowledge;

/// <summary>Where a collection's documents come from, and when they are read again. One for each collection.</summary>
public sealed class Source : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CollectionId { get; init; }
    public required SourceKind Kind { get; set; }

    /// <summary>A folder, a package or an address; null for uploaded files and for sheets looked for where they usually are.</summary>
    public string? Location { get; set; }

    /// <summary>Hours between two readings; null when it is read on demand only.</summary>
    public int? EveryHours { get; set; }

    /// <summary>When the next reading is due; null when none is planned.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>Stopped by a human: nothing is read until somebody goes on.</summary>
    public bool Paused { get; set; }
}

public enum SourceKind
{
    ServicePublic,
    Folder,
    Site,

    /// <summary>Files given through a screen or the API, kept as <see cref="UploadedFile"/>.</summary>
    Upload,
}

internal sealed class SourceMapping : IEntityTypeConfiguration<Source>
{
    public void Configure(EntityTypeBuilder<Source> builder)
    {
        builder.ToTable("sources");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CollectionId }).IsUnique();
        builder.HasIndex(row => row.NextAt);
        builder.HasOne<Collection>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CollectionId });
    }
}
