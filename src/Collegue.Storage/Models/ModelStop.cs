using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Models;

/// <summary>An order to stop, which holds for the organisation and those below it until somebody resumes. Rows stay, as history.</summary>
public sealed class ModelStop : IBelongsToOrganisation
{
    /// <summary>Whose administrator gave it.</summary>
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required StopLevel Level { get; init; }

    /// <summary>It holds for every organisation of the instance.</summary>
    public required bool WholeInstance { get; init; }

    public required string Reason { get; init; }
    public required DateTimeOffset StoppedAt { get; init; }

    /// <summary>Null for a command.</summary>
    public Guid? StoppedByAgentId { get; init; }

    public DateTimeOffset? ResumedAt { get; set; }
    public Guid? ResumedByAgentId { get; set; }
}

public enum StopLevel
{
    /// <summary>No language model is called; answers are quoted from the sources.</summary>
    Models,

    /// <summary>Nothing is answered by the machine.</summary>
    Answers,
}

internal sealed class ModelStopMapping : IEntityTypeConfiguration<ModelStop>
{
    public void Configure(EntityTypeBuilder<ModelStop> builder)
    {
        builder.ToTable("model_stops");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => row.ResumedAt);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.StoppedByAgentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.ResumedByAgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Reason).HasMaxLength(500);
    }
}
