using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Desk;

/// <summary>A passage the organisation wrote once for many replies (réponse type).</summary>
public sealed class CannedAnswer : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The kind of task it is offered for; null for all.</summary>
    public string? Task { get; set; }

    /// <summary>Number of the version in force.</summary>
    public int Version { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }
    public List<CannedAnswerVersion> Versions { get; } = [];
}

/// <summary>What a canned answer said, who wrote it, and when; never changed.</summary>
public sealed class CannedAnswerVersion : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid AnswerId { get; init; }
    public required int Version { get; init; }
    public required string Text { get; init; }
    public required Guid AgentId { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
}

internal sealed class CannedAnswerMapping : IEntityTypeConfiguration<CannedAnswer>, IEntityTypeConfiguration<CannedAnswerVersion>
{
    public void Configure(EntityTypeBuilder<CannedAnswer> builder)
    {
        builder.ToTable("canned_answers");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.Property(row => row.Task).HasMaxLength(64);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<CannedAnswerVersion> builder)
    {
        builder.ToTable("canned_answer_versions");
        builder.HasKey(row => new { row.OrganisationId, row.AnswerId, row.Version });
        builder.HasOne<CannedAnswer>().WithMany(row => row.Versions).HasForeignKey(row => new { row.OrganisationId, row.AnswerId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
    }
}
