using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>Last case number given in a year; raised inside the transaction that stores the case, so numbers have no gaps.</summary>
public sealed class CaseCounter : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required int Year { get; init; }
    public int Last { get; set; }
}

internal sealed class CaseCounterMapping : IEntityTypeConfiguration<CaseCounter>
{
    public void Configure(EntityTypeBuilder<CaseCounter> builder)
    {
        builder.ToTable("case_counters");
        builder.HasKey(row => new { row.OrganisationId, row.Year });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Year).ValueGeneratedNever();
    }
}
