using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>What triage decided for one message, and why; one row a message, frozen with its rules version.</summary>
public sealed class TriageResult : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid MessageId { get; init; }

    /// <summary>An entry of the closed list, or null when none fits.</summary>
    public string? Task { get; init; }

    public required Handling Handling { get; init; }
    public string? DepartmentSlug { get; init; }
    public required Urgency Urgency { get; init; }
    public string? Language { get; init; }
    public required double Confidence { get; init; }

    /// <summary>JSON array of reasons: rule, explanation, evidence with offsets in the message.</summary>
    public required string Reasons { get; init; }

    public required string RulesVersion { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
}

internal sealed class TriageResultMapping : IEntityTypeConfiguration<TriageResult>
{
    public void Configure(EntityTypeBuilder<TriageResult> builder)
    {
        builder.ToTable("triage_results");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.MessageId }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasIndex(row => new { row.OrganisationId, row.RulesVersion });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Message>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.MessageId });
    }
}
