using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>What a citizen asks about the handling of their case itself; waits for an agent, executes nothing.</summary>
public sealed class CitizenRequest : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }

    /// <summary>Made with the form: the same request sent twice is one.</summary>
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }
    public required CitizenRequestKind Kind { get; init; }

    /// <summary>In the citizen's words; null when they gave none.</summary>
    public string? Text { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
    public string? Answer { get; set; }
    public Guid? AnsweredByAgentId { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

public enum CitizenRequestKind
{
    /// <summary>How the reply was prepared (CRPA L311-3-1).</summary>
    Explanation,

    /// <summary>Something known of the citizen, or something said to them, is wrong.</summary>
    Correction,

    /// <summary>Erase the case and what it holds.</summary>
    Deletion,
}

internal sealed class CitizenRequestMapping : IEntityTypeConfiguration<CitizenRequest>
{
    public void Configure(EntityTypeBuilder<CitizenRequest> builder)
    {
        builder.ToTable("citizen_requests");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasIndex(row => new { row.OrganisationId, row.AnsweredAt, row.AskedAt });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AnsweredByAgentId).OnDelete(DeleteBehavior.Restrict);
    }
}
