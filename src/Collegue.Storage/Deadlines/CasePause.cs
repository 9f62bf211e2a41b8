using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Deadlines;

/// <summary>Documents asked of a citizen, and the time the clock of the case stood for it.</summary>
public sealed class CasePause : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }

    /// <summary>What is missing, one a line.</summary>
    public required string Documents { get; init; }

    /// <summary>What the agent adds, in words for the citizen.</summary>
    public string? Note { get; init; }

    public required Guid AskedByAgentId { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required DateOnly AskedOn { get; init; }

    /// <summary>Last day given to the citizen.</summary>
    public required DateOnly AnswerBy { get; init; }

    public DateTimeOffset? ResumedAt { get; set; }
    public DateOnly? ResumedOn { get; set; }
}

internal sealed class CasePauseMapping : IEntityTypeConfiguration<CasePause>
{
    public void Configure(EntityTypeBuilder<CasePause> builder)
    {
        builder.ToTable("case_pauses");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AskedByAgentId).OnDelete(DeleteBehavior.Restrict);
    }
}
