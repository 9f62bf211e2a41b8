using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Rules;

/// <summary>
/// An agent said what triage should have decided. Proposed as an example until somebody accepts or refuses it; nothing learns from
/// it by itself. Who corrected is in the history of the case, not here.
/// </summary>
public sealed class TriageCorrection : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid MessageId { get; init; }
    public string? FromTask { get; init; }
    public required Handling FromHandling { get; init; }

    /// <summary>Null when no kind of the closed list fits.</summary>
    public string? ToTask { get; init; }
    public required Handling ToHandling { get; init; }
    public string? Note { get; init; }
    public required string RulesVersion { get; init; }
    public required DateTimeOffset At { get; init; }
    public CorrectionState State { get; set; }
}

public enum CorrectionState
{
    Proposed,
    Accepted,
    Refused,
}

internal sealed class TriageCorrectionMapping : IEntityTypeConfiguration<TriageCorrection>
{
    public void Configure(EntityTypeBuilder<TriageCorrection> builder)
    {
        builder.ToTable("triage_corrections");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.State, row.At });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Message>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.MessageId });
        builder.Property(row => row.Note).HasMaxLength(1000);
    }
}
