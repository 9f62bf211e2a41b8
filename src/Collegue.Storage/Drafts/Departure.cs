using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Drafts;

/// <summary>A reply decided upon that waits before it leaves (départ): until then it can be stopped, and the citizen sees nothing of it.</summary>
public sealed class Departure : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public Guid? DraftId { get; init; }

    /// <summary>Who sends it; null when the colleague does under its mandate.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>The newest message when it was decided: a later one stops it.</summary>
    public required Guid LastMessageId { get; init; }

    public required string Text { get; init; }

    /// <summary>Address of the citizen's page, as the letter will give it.</summary>
    public required string TrackingLink { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }
    public required DateTimeOffset LeavesAt { get; init; }
    public DepartureState State { get; set; }

    /// <summary>Why it was stopped: <c>agent</c>, <c>new-message</c>, <c>human-requested</c>, <c>draft-changed</c>…</summary>
    public string? StoppedBecause { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

public enum DepartureState
{
    Waiting,
    Left,
    Stopped,
}

internal sealed class DepartureMapping : IEntityTypeConfiguration<Departure>
{
    public void Configure(EntityTypeBuilder<Departure> builder)
    {
        builder.ToTable("departures");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId, row.PlannedAt });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.DraftId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.StoppedBecause).HasMaxLength(32);
    }
}
