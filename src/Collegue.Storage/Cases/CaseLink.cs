using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>Two cases that belong together, written once and read from both.</summary>
public sealed class CaseLink : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid OtherCaseId { get; init; }
    public required CaseLinkKind Kind { get; init; }
}

public enum CaseLinkKind
{
    /// <summary>The case was opened for a part of the other's message.</summary>
    PartOf,

    /// <summary>The case is handled under the other's number.</summary>
    DuplicateOf,
}

internal sealed class CaseLinkMapping : IEntityTypeConfiguration<CaseLink>
{
    public void Configure(EntityTypeBuilder<CaseLink> builder)
    {
        builder.ToTable("case_links");
        builder.HasKey(row => new { row.OrganisationId, row.CaseId, row.OtherCaseId });
        builder.HasIndex(row => new { row.OrganisationId, row.OtherCaseId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.OtherCaseId });
    }
}
