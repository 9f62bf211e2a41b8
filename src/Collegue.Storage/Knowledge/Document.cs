using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Knowledge;

/// <summary>A sheet, page, act or file as one citable thing.</summary>
public sealed class Document : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CollectionId { get; init; }

    /// <summary>For contracts whose ids are whole numbers; unique in the instance, never used again.</summary>
    public long Number { get; set; }

    /// <summary>Id as in the contracts: <c>particuliers/F1427</c>, or the path in the imported folder without extension.</summary>
    public required string Key { get; init; }

    public required string Title { get; set; }
    public string? Url { get; set; }

    /// <summary>Theme and folders above the document, outermost first, joined by " &gt; ".</summary>
    public string? Path { get; set; }

    public string? Theme { get; set; }
    public string? Audience { get; set; }
    public string? Description { get; set; }
    public DateOnly? Updated { get; set; }
    public DateOnly? ValidFrom { get; set; }
    public DateOnly? ValidUntil { get; set; }

    /// <summary>What an API client said of the document, as a JSON object; null when nothing.</summary>
    public string? Metadata { get; set; }

    /// <summary>SHA-256 of everything kept from the source: equal means nothing changed.</summary>
    public required string ContentHash { get; set; }

    public required DateTimeOffset ImportedAt { get; set; }
    public Collection? Collection { get; init; }
    public List<Passage> Passages { get; } = [];
}

internal sealed class DocumentMapping : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CollectionId, row.Key }).IsUnique();
        builder.HasOne(row => row.Collection).WithMany().HasForeignKey(row => new { row.OrganisationId, row.CollectionId });
        builder.HasIndex(row => new { row.OrganisationId, row.Number }).IsUnique();
        builder.Property(row => row.Key).HasMaxLength(400);
    }
}
