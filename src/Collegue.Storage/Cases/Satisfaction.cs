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

    /// <summary>Null when the citizen left the question out, as for <see cref="Help"/>.</summary>
    public RequestEase? Ease { get; set; }

    public HelpNeeded? Help { get; set; }
    public required DateTimeOffset AnsweredAt { get; set; }
}

/// <summary>"Did this reply answer your question?"</summary>
public enum SatisfactionAnswer
{
    Yes,
    Partly,
    No,
}

/// <summary>"Was it easy to make this request?"</summary>
public enum RequestEase
{
    Easy,
    Middling,
    Hard,
}

/// <summary>"Did you need somebody's help?"</summary>
public enum HelpNeeded
{
    None,
    Relative,
    Professional,
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
