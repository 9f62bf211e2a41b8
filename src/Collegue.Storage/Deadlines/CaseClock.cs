using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Deadlines;

/// <summary>The clock of one case: the rule it was given, frozen, and where it stands.</summary>
public sealed class CaseClock : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid CaseId { get; init; }

    /// <summary>The kind whose rule holds; null until the kind is known, and the rule of other requests holds meanwhile.</summary>
    public string? Task { get; set; }

    /// <summary>The entry of the organisation's table; null when the product's proposal was used.</summary>
    public Guid? RuleId { get; set; }

    /// <summary>JSON: terms and signature as they were when the case got them.</summary>
    public required string Rule { get; set; }

    /// <summary>Calendar used to count, as it was then.</summary>
    public required HolidayRegion Region { get; set; }

    /// <summary>Day of the town hall from which delays are counted.</summary>
    public required DateOnly StartedOn { get; set; }

    /// <summary>Address of the tracking page as given to the citizen, for letters written without a request at hand.</summary>
    public required string TrackingLink { get; init; }

    public DateTimeOffset? RegisteredAt { get; set; }
    public required DateOnly RegistrationDueOn { get; set; }

    public ReceiptState Receipt { get; set; }
    public DateTimeOffset? ReceiptSentAt { get; set; }
    public required DateOnly ReceiptDueOn { get; set; }

    /// <summary>End of the day by which the organisation means to have answered.</summary>
    public required DateTimeOffset ObjectiveAt { get; set; }

    /// <summary>
    /// Day from which silence stands for a decision; null when no delay runs: the request was answered, or the clock is paused.
    /// </summary>
    public DateOnly? SilenceOn { get; set; }

    /// <summary>A reply was given since: no silence can stand for a decision on this request any more.</summary>
    public bool Decided { get; set; }
}

public enum ReceiptState
{
    /// <summary>The kind of request is not known yet.</summary>
    Waiting,
    Sent,

    /// <summary>The citizen left no e-mail address.</summary>
    Unreachable,

    /// <summary>The message looks abusive or automatic: an agent decides.</summary>
    Withheld,

    /// <summary>Nothing is asked for, or it was answered before its kind was known: there is nothing to acknowledge.</summary>
    NotNeeded,
}

internal sealed class CaseClockMapping : IEntityTypeConfiguration<CaseClock>
{
    public void Configure(EntityTypeBuilder<CaseClock> builder)
    {
        builder.ToTable("case_clocks");
        builder.HasKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithOne().HasForeignKey<CaseClock>(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<DeadlineRule>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.RuleId }).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Task).HasMaxLength(64);
        builder.Property(row => row.TrackingLink).HasMaxLength(500);
    }
}
