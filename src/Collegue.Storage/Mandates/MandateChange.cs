using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Mandates;

/// <summary>One change of a mandate with the evidence as it was then. Rows are added, never changed.</summary>
public sealed class MandateChange : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Task { get; init; }

    /// <summary>1, 2, 3… for each kind of task: the revision of the mandate after it.</summary>
    public required int Number { get; init; }

    public required MandateLevel From { get; init; }
    public required MandateLevel To { get; init; }
    public required DateTimeOffset At { get; init; }
    public required MandateCause Cause { get; init; }

    /// <summary>Who signed; null for a withdrawal by the program.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>What the signer gave as a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>What caused a withdrawal, as an incident.</summary>
    public Guid? SubjectId { get; init; }

    public required int Reviewed { get; init; }
    public required int Kept { get; init; }

    /// <summary>Ends of the 95 % interval of the rate; null without any review.</summary>
    public double? Lower { get; init; }
    public double? Upper { get; init; }

    /// <summary>What the lower end had to reach; null when nothing was asked.</summary>
    public double? Threshold { get; init; }

    /// <summary>The value of the sequential test.</summary>
    public required double Drift { get; init; }

    public required DateTimeOffset EvidenceFrom { get; init; }

    /// <summary>Planted errors of the window in the department of the kind, and how many were seen.</summary>
    public required int Planted { get; init; }
    public required int Caught { get; init; }

    public required string RulesVersion { get; init; }
    public string? Model { get; init; }
    public string? PromptHash { get; init; }
}

public enum MandateCause
{
    /// <summary>A named human signed it.</summary>
    Decision,

    SeriousIncident,
    Drift,
    RulesChanged,
    ModelChanged,
    PromptChanged,
    SourcesExpired,
}

internal sealed class MandateChangeMapping : IEntityTypeConfiguration<MandateChange>
{
    public void Configure(EntityTypeBuilder<MandateChange> builder)
    {
        builder.ToTable("mandate_changes");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Task, row.Number }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Task).HasMaxLength(MandateMapping.TaskLength);
        builder.Property(row => row.Reason).HasMaxLength(1000);
        builder.Property(row => row.RulesVersion).HasMaxLength(100);
        builder.Property(row => row.Model).HasMaxLength(100);
        builder.Property(row => row.PromptHash).HasMaxLength(64);
    }
}
