using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Knowledge;

/// <summary>One import of a source into a collection, with what it did; the administration page shows its progress.</summary>
public sealed class ImportRun : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Collection { get; init; }

    /// <summary>What was read: an address, a package, a folder; known once it was found.</summary>
    public required string Source { get; set; }

    public ImportState State { get; set; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Documents expected, when the source knows; 0 otherwise.</summary>
    public int Expected { get; set; }

    public int Added { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Removed { get; set; }
    public int Skipped { get; set; }

    /// <summary>Why the whole run stopped, in one line.</summary>
    public string? Failure { get; set; }

    public List<ImportIssue> Issues { get; } = [];
}

public enum ImportState
{
    Running,

    /// <summary>Stopped by a human; the next run goes on from what was stored.</summary>
    Paused,

    Finished,
    Failed,
}

/// <summary>A file that could not be read, named with its reason.</summary>
public sealed class ImportIssue : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid RunId { get; init; }
    public required string File { get; init; }
    public required string Reason { get; init; }
}

internal sealed class ImportRunMapping : IEntityTypeConfiguration<ImportRun>, IEntityTypeConfiguration<ImportIssue>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("import_runs");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.StartedAt });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
    }

    public void Configure(EntityTypeBuilder<ImportIssue> builder)
    {
        builder.ToTable("import_issues");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasOne<ImportRun>().WithMany(row => row.Issues).HasForeignKey(row => new { row.OrganisationId, row.RunId });
    }
}
