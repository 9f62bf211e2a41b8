using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Drafts;

/// <summary>A reply that an agent has to post or to say; the case is answered once it is done.</summary>
public sealed class Delivery : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid ReplyId { get; init; }
    public required Guid CaseId { get; init; }
    public required ReplyChannel Channel { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Calls without success, counted on the case and on nobody.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset? LastAttemptAt { get; set; }

    /// <summary>When the citizen asked to be called again.</summary>
    public DateTimeOffset? CallAgainAt { get; set; }

    /// <summary>Posted, said or handed over; null while it waits.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}

internal sealed class DeliveryMapping : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(row => new { row.OrganisationId, row.ReplyId });
        builder.HasIndex(row => new { row.OrganisationId, row.DoneAt, row.Channel });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Reply>().WithOne().HasForeignKey<Delivery>(row => new { row.OrganisationId, row.ReplyId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
    }
}
