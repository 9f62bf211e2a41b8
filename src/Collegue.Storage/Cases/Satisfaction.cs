using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>The citizen's answer to the one question asked after a reply; one per case, may be changed.</summary>
public sealed class Satisfaction : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid CaseId { get; init; }
    public required SatisfactionAnswer Answer { get; set; }
    public required DateTimeOffset AnsweredAt { get; set; }
}

/// <summary>"Did this reply answer your question?"</summary>
public enum SatisfactionAnswer
{
    Yes,
    Partly,
    No,
}

internal sealed class SatisfactionMapping : IEntityTypeConfiguration<Satisfaction>
{
    public void Configure(EntityTypeBuilder<Satisfaction> builder)
    {
        builder.ToTable("satisfactions");
        builder.HasKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithOne().HasForeignKey<Satisfaction>(row => new { row.OrganisationId, row.CaseId });
    }
}
