using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Knowledge;

/// <summary>A question the sources did not answer well, so that owners know what to write. The words of a citizen stay in the case.</summary>
public sealed class UnansweredQuestion : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Equal for the same question asked again: its words in any order, or the case it comes from.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What was typed by an agent or sent by a client; null when it is the message of <see cref="CaseId"/>.</summary>
    public string? Text { get; init; }

    public Guid? CaseId { get; init; }
    public required SearchWeakness Weakness { get; set; }
    public required int Times { get; set; }
    public required DateTimeOffset FirstAt { get; init; }
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>Put aside by a human: answered now, or not for the sources to answer.</summary>
    public DateTimeOffset? SettledAt { get; set; }
}

public enum SearchWeakness
{
    /// <summary>Nothing was found at all.</summary>
    NothingFound,

    /// <summary>Something was found that is probably beside the question.</summary>
    LowConfidence,
}

internal sealed class UnansweredQuestionMapping : IEntityTypeConfiguration<UnansweredQuestion>
{
    public void Configure(EntityTypeBuilder<UnansweredQuestion> builder)
    {
        builder.ToTable("unanswered_questions");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Fingerprint }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.SettledAt, row.LastAt });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.Property(row => row.Fingerprint).HasMaxLength(64);
        builder.Property(row => row.Text).HasMaxLength(1000);
    }
}
