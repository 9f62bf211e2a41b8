using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Rules;

/// <summary>
/// What an organisation adds to the triage rules of the product. One is written at a time, one is published; a published one never
/// changes again, so that what decided a case can always be read.
/// </summary>
public sealed class RuleVersion : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>From 1, unique in the organisation; part of the version kept with each case.</summary>
    public required int Number { get; init; }

    public RuleVersionState State { get; set; }

    /// <summary>JSON array of the changes.</summary>
    public required string Changes { get; set; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Who published it and why.</summary>
    public Guid? PublishedByAgentId { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Raised on every change: a form carrying an older number changes nothing.</summary>
    public int Revision { get; set; }
}

public enum RuleVersionState
{
    Draft,
    Published,

    /// <summary>Published once, followed by another.</summary>
    Replaced,

    /// <summary>Never published.</summary>
    Abandoned,
}

internal sealed class RuleVersionMapping : IEntityTypeConfiguration<RuleVersion>
{
    public void Configure(EntityTypeBuilder<RuleVersion> builder)
    {
        builder.ToTable("rule_versions");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Number }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.State });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.PublishedByAgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Reason).HasMaxLength(1000);
        builder.Property(row => row.Revision).IsConcurrencyToken();
    }
}
