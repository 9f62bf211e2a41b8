using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Drafts;

/// <summary>
/// A passage plus the exact quoted span, copied when the draft was written: a later import may change or remove the passage,
/// and what was shown to the citizen must stay provable. The passage may belong to a parent organisation, hence no foreign key.
/// </summary>
public sealed class Citation : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid SentenceId { get; init; }
    public required Guid PassageId { get; init; }
    public required Guid DocumentId { get; init; }

    /// <summary>Document id as in the contracts: <c>particuliers/F1427</c>.</summary>
    public required string Document { get; init; }

    public required string Title { get; init; }
    public string? Heading { get; init; }
    public string? Url { get; init; }
    public DateOnly? Updated { get; init; }
    public required string Quote { get; init; }

    /// <summary>Offset of the quote in the passage text, in UTF-16 code units.</summary>
    public required int Start { get; init; }
}

internal sealed class CitationMapping : IEntityTypeConfiguration<Citation>
{
    public void Configure(EntityTypeBuilder<Citation> builder)
    {
        builder.ToTable("citations");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.PassageId });
        builder.HasIndex(row => new { row.OrganisationId, row.Document });
        builder.HasOne<DraftSentence>().WithMany(row => row.Citations)
            .HasForeignKey(row => new { row.OrganisationId, row.SentenceId });
    }
}
