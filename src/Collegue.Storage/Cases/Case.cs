using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Cases;

/// <summary>A citizen's request (demande) with its messages, its clock and its history.</summary>
public sealed class Case : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>What the citizen quotes on the phone, as <c>2026-000123</c>; unique in the organisation.</summary>
    public required string Number { get; init; }

    /// <summary>Secret part of the tracking link: 128 bits or more, never logged.</summary>
    public required string TrackingToken { get; init; }

    /// <summary>Chosen by the form: the same submission sent twice makes one case.</summary>
    public required Guid SubmissionId { get; init; }

    public required Channel Channel { get; init; }
    public CaseState State { get; set; }

    /// <summary>First words of the first message, for lists.</summary>
    public required string Subject { get; set; }

    public string? Task { get; set; }
    public Handling? Handling { get; set; }
    public Urgency Urgency { get; set; }
    public Guid? DepartmentId { get; set; }
    public Guid? AssignedAgentId { get; set; }

    public string? CitizenName { get; set; }
    public string? CitizenEmail { get; set; }
    public string? CitizenPhone { get; set; }

    /// <summary>Where letters go: the lines of an envelope under the name.</summary>
    public string? PostalAddress { get; set; }

    /// <summary>How the citizen wants the reply; null when they did not say.</summary>
    public ReplyChannel? ReplyBy { get; set; }

    /// <summary>Language the citizen chose for the screens and notices, as <c>fr</c>.</summary>
    public required string Language { get; set; }

    /// <summary>The citizen, or an agent, asked that a human answers; no draft is prepared from then on.</summary>
    public bool HumanRequested { get; set; }

    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary>The nearest thing to do: acknowledge, answer, decide before silence does, or look again once documents were waited for.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Since when the case waits for documents of the citizen; null when it does not.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    public DateTimeOffset LastMessageAt { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Raised on every change by an agent or a citizen: a form carrying an older number overwrites nothing.</summary>
    public int Revision { get; set; }

    /// <summary>Where it stands in the queue, kept by the database: 0 open and critical, 1 open, 2 answered.</summary>
    public int QueueRank { get; private set; }

    public List<Message> Messages { get; } = [];
}

public enum Channel
{
    Web,
    Email,
    Phone,
    Counter,
    Paper,
    Api,
}

public enum CaseState
{
    /// <summary>Accepted; the colleague has not finished preparing it.</summary>
    Received,

    /// <summary>Waiting for an agent, with or without a draft.</summary>
    ToReview,

    /// <summary>The reply is ready; an agent has yet to post it or to say it.</summary>
    ToDeliver,

    Answered,

    /// <summary>A reply is decided upon and waits to leave (<see cref="Drafts.Departure"/>).</summary>
    Leaving,
}

/// <summary>Who does the work: the split of rule 2. A draft is only prepared for the last two.</summary>
public enum Handling
{
    Human,
    Assisted,
    Automatable,
}

public enum Urgency
{
    Normal,
    High,
    Critical,
}

internal sealed class CaseMapping : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Number }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.TrackingToken }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.SubmissionId }).IsUnique();

        // One index for each way the queue is walked: a page is read from it without sorting (bench queue).
        builder.HasIndex(row => new { row.OrganisationId, row.QueueRank, row.DueAt, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.DepartmentId, row.QueueRank, row.DueAt, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.AssignedAgentId, row.QueueRank, row.DueAt, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Handling, row.QueueRank, row.DueAt, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Urgency, row.QueueRank, row.DueAt, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.ReceivedAt, row.Id, row.QueueRank });
        builder.HasIndex(row => new { row.OrganisationId, row.AnsweredAt, row.Id, row.QueueRank });
        builder.HasIndex(row => new { row.OrganisationId, row.CitizenEmail });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Department>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.DepartmentId })
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AssignedAgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Number).HasMaxLength(24);
        builder.Property(row => row.TrackingToken).HasMaxLength(64);
        builder.Property(row => row.Subject).HasMaxLength(200);
        builder.Property(row => row.PostalAddress).HasMaxLength(400);
        builder.Property(row => row.Revision).IsConcurrencyToken();
        builder.Property(row => row.QueueRank)
            .HasComputedColumnSql("CASE WHEN state = 'Answered' THEN 2 WHEN urgency = 'Critical' THEN 0 ELSE 1 END", stored: true);
    }
}
