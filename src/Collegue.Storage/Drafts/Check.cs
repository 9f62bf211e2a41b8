using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Drafts;

/// <summary>One deterministic verification of a sentence against its citations.</summary>
public sealed class Check : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid SentenceId { get; init; }

    /// <summary>What was verified: <c>quote</c>, <c>amount</c>, <c>date</c>, <c>phone</c>, <c>email</c>, <c>link</c>, <c>address</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The value looked for, as written in the sentence.</summary>
    public required string Value { get; init; }

    public required bool Passed { get; init; }
}

internal sealed class CheckMapping : IEntityTypeConfiguration<Check>
{
    public void Configure(EntityTypeBuilder<Check> builder)
    {
        builder.ToTable("checks");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasOne<DraftSentence>().WithMany(row => row.Checks)
            .HasForeignKey(row => new { row.OrganisationId, row.SentenceId });
        builder.Property(row => row.Kind).HasMaxLength(32);
    }
}
