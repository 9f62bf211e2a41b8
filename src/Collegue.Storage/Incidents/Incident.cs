using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Incidents;

/// <summary>An error found on a sent reply or on a source: who received it, what was sent to correct it, and why it happened.</summary>
public sealed class Incident : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset ReportedAt { get; init; }
    public required Guid ReportedByAgentId { get; init; }

    /// <summary>A citizen said so, and an agent noted it.</summary>
    public bool SaidByCitizen { get; init; }

    public IncidentSeverity Severity { get; set; }
    public IncidentState State { get; set; }

    /// <summary>What is wrong, word for word as it was chosen.</summary>
    public required string WrongText { get; init; }

    /// <summary>Why it is wrong.</summary>
    public required string Description { get; init; }

    /// <summary>The reply it was seen on; null when it was seen on a source, or erased since.</summary>
    public Guid? ReplyId { get; init; }

    /// <summary>The message that reply, or the first reply found, answered: what the bench asks again.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>Kind of task of the case it was seen on.</summary>
    public string? Task { get; init; }

    /// <summary>How it can be looked for: what the reply or the source came from.</summary>
    public Guid? PassageId { get; init; }
    public string? Document { get; init; }
    public string? DocumentTitle { get; init; }
    public string? RulesVersion { get; init; }
    public string? PromptHash { get; init; }
    public string? Model { get; init; }

    /// <summary>By what recipients were looked for, in the order asked, joined by commas.</summary>
    public required string Reaches { get; set; }

    /// <summary>What is right, for the correction and the bench.</summary>
    public string? RightText { get; set; }

    /// <summary>The letter of correction, with <c>{numero}</c>, <c>{date}</c> and <c>{phrase}</c> for what differs in each case.</summary>
    public string? Correction { get; set; }

    /// <summary>The passage that says what is right.</summary>
    public Guid? RightPassageId { get; set; }

    /// <summary>When the first letter may leave; until then everything can be taken back.</summary>
    public DateTimeOffset? SendAt { get; set; }
    public Guid? SentByAgentId { get; set; }

    /// <summary>Beginning of the tracking links written in the letters.</summary>
    public string? TrackingAddress { get; set; }

    public IncidentCause? Cause { get; set; }
    public string? Measures { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public Guid? ClosedByAgentId { get; set; }

    /// <summary>Raised on every change: a form carrying an older number overwrites nothing.</summary>
    public int Revision { get; set; }

    public List<IncidentRecipient> Recipients { get; } = [];
}

public enum IncidentSeverity
{
    Minor,
    Serious,
}

public enum IncidentState
{
    Open,

    /// <summary>A correction is promised or leaving.</summary>
    Correcting,

    /// <summary>Every chosen recipient has the correction.</summary>
    Corrected,

    Closed,
}

/// <summary>The closed list of the screen.</summary>
public enum IncidentCause
{
    SourceWrong,
    SourceOutOfDate,
    ReadingError,
    Rule,
    Model,
    AgentEdit,
    Other,
}

internal sealed class IncidentMapping : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("incidents");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.State, row.ReportedAt });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.ReportedByAgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Document).HasMaxLength(400);
        builder.Property(row => row.Task).HasMaxLength(100);
        builder.Property(row => row.Reaches).HasMaxLength(100);
        builder.Property(row => row.Revision).IsConcurrencyToken();
    }
}
