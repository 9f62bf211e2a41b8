using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Drafts;

/// <summary>One sentence of a draft with its proof. Greetings and signatures are not sentences: they claim nothing.</summary>
public sealed class DraftSentence : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid DraftId { get; init; }
    public required int Position { get; init; }
    public required string Text { get; init; }

    /// <summary>Every check passed and at least one citation carries the sentence.</summary>
    public required bool Supported { get; init; }

    public List<Citation> Citations { get; } = [];
    public List<Check> Checks { get; } = [];
}

internal sealed class DraftSentenceMapping : IEntityTypeConfiguration<DraftSentence>
{
    public void Configure(EntityTypeBuilder<DraftSentence> builder)
    {
        builder.ToTable("draft_sentences");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.DraftId, row.Position }).IsUnique();
        builder.HasOne<Draft>().WithMany(row => row.Sentences).HasForeignKey(row => new { row.OrganisationId, row.DraftId });
    }
}
