using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Rules;

/// <summary>What a version still in writing would change in the last cases, by the published rules and by it (essai).</summary>
public sealed class RuleTrial : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid VersionId { get; init; }

    /// <summary>SHA-256 of the changes tried: a trial of other changes proves nothing.</summary>
    public required string ChangesHash { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Cases read, the newest first.</summary>
    public int Read { get; set; }

    /// <summary>JSON array of the cases whose kind, handling, department or urgency would change.</summary>
    public string? Differences { get; set; }

    /// <summary>Accepted examples that each decides as the agents said.</summary>
    public int Examples { get; set; }
    public int ExamplesBefore { get; set; }
    public int ExamplesAfter { get; set; }
}

internal sealed class RuleTrialMapping : IEntityTypeConfiguration<RuleTrial>
{
    public void Configure(EntityTypeBuilder<RuleTrial> builder)
    {
        builder.ToTable("rule_trials");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.VersionId, row.AskedAt });
        builder.HasOne<RuleVersion>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.VersionId });
        builder.Property(row => row.ChangesHash).HasMaxLength(64);
    }
}
