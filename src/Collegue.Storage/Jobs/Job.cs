using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Jobs;

/// <summary>
/// Work promised in the same transaction as the row it concerns, so that it survives a kill; claimed by one conditional
/// update. Work may run again after a crash, so each kind makes its result unique.
/// </summary>
public sealed class Job : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Which worker does it, as <c>prepare-case</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about: a message for <c>prepare-case</c>, an outbox message for <c>deliver</c>.</summary>
    public required Guid SubjectId { get; init; }

    public JobState State { get; set; }
    public int Attempts { get; set; }
    public required DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Type of the last failure, never its content.</summary>
    public string? LastError { get; set; }
}

public enum JobState
{
    Queued,
    Running,
    Done,

    /// <summary>Given up after the last attempt; a human must look (<c>collegue doctor</c> lists them).</summary>
    Failed,
}

internal sealed class JobMapping : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Kind, row.SubjectId }).IsUnique();
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Kind).HasMaxLength(64);
    }
}
