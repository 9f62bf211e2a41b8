using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Knowledge;

/// <summary>The unit that is found and quoted. Two cases of one sheet never share a passage.</summary>
public sealed class Passage : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid DocumentId { get; init; }
    public required int Position { get; init; }
    public required PassageKind Kind { get; init; }

    /// <summary>Section headings inside the document, outermost first, joined by " &gt; ".</summary>
    public string? Heading { get; init; }

    /// <summary>Who or what the passage applies to (situations and cases), outermost first, joined by " &gt; ".</summary>
    public string? Situation { get; init; }

    /// <summary>Plain text: paragraphs end with a line feed, list items begin with "- ".</summary>
    public required string Text { get; init; }

    /// <summary>Where an online service, form or legal reference leads.</summary>
    public string? Url { get; init; }

    public Document? Document { get; init; }
}

public enum PassageKind
{
    Body,
    WhereToGo,
    OnlineService,
    LegalReference,
    Definition,
}

internal sealed class PassageMapping : IEntityTypeConfiguration<Passage>
{
    public void Configure(EntityTypeBuilder<Passage> builder)
    {
        builder.ToTable("passages");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.DocumentId, row.Position }).IsUnique();
        builder.HasOne(row => row.Document).WithMany(row => row.Passages)
            .HasForeignKey(row => new { row.OrganisationId, row.DocumentId });
    }
}
