using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Deadlines;

/// <summary>
/// One dated entry of an organisation's table of delays. Its terms are never changed: another entry follows it, and only the
/// signature is added, once.
/// </summary>
public sealed class DeadlineRule : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The kind of task, or <c>other</c> for requests of no kind of their own.</summary>
    public required string Task { get; init; }

    /// <summary>First day of reception the entry is for.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>JSON: delays, what silence means, its source, remedies, documents usually asked.</summary>
    public required string Terms { get; init; }

    public required Guid EnteredByAgentId { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>Who checked the entry and answers for it; null while nobody has.</summary>
    public Guid? SignedByAgentId { get; set; }

    /// <summary>The name signed with, kept when the account is gone.</summary>
    public string? SignedBy { get; set; }

    public DateTimeOffset? SignedAt { get; set; }
}

internal sealed class DeadlineRuleMapping : IEntityTypeConfiguration<DeadlineRule>
{
    public void Configure(EntityTypeBuilder<DeadlineRule> builder)
    {
        builder.ToTable("deadline_rules");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Task, row.ValidFrom });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.EnteredByAgentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.SignedByAgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Task).HasMaxLength(64);
        builder.Property(row => row.SignedBy).HasMaxLength(200);
    }
}
