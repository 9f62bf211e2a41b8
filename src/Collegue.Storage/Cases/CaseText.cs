using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>
/// All words of a case, as <see cref="CaseWords"/> writes them, for the search: number, citizen, messages, replies, notes and names
/// of files. <see cref="CollegueDb"/> keeps it in the transaction of what it repeats; no other code writes it.
/// </summary>
public sealed class CaseText : IBelongsToOrganisation
{
    /// <summary>A case with more words than any search needs takes no more: what came later is then not found by its words.</summary>
    public const int Longest = 300_000;

    public required Guid OrganisationId { get; init; }
    public required Guid CaseId { get; init; }

    /// <summary>Words with one space between them.</summary>
    public required string Text { get; set; }
}

internal sealed class CaseTextMapping : IEntityTypeConfiguration<CaseText>
{
    public void Configure(EntityTypeBuilder<CaseText> builder)
    {
        builder.ToTable("case_texts");
        builder.HasKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithOne().HasForeignKey<CaseText>(row => new { row.OrganisationId, row.CaseId });
    }
}
