using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Deadlines;

/// <summary>What an organisation chose for the clock of all its cases, and who checked it; without a row the defaults of the product hold.</summary>
public sealed class ClockSettings : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public HolidayRegion Region { get; set; }

    /// <summary>Days before its deadline from which a case is shown as soon late.</summary>
    public required int SoonDays { get; set; }

    public required Guid CheckedByAgentId { get; set; }
    public required DateTimeOffset CheckedAt { get; set; }
}

internal sealed class ClockSettingsMapping : IEntityTypeConfiguration<ClockSettings>
{
    public void Configure(EntityTypeBuilder<ClockSettings> builder)
    {
        builder.ToTable("clock_settings");
        builder.HasKey(row => row.OrganisationId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.CheckedByAgentId).OnDelete(DeleteBehavior.Restrict);
    }
}
