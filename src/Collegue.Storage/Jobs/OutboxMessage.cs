using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Jobs;

/// <summary>
/// A letter to a citizen about a case, or to the owner of content, stored with what caused it and delivered by a job of kind
/// <c>deliver</c>.
/// </summary>
public sealed class OutboxMessage : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public Guid? CaseId { get; init; }

    /// <summary>Names what a letter tells its reader once only; null when each letter is its own.</summary>
    public string? Reason { get; init; }

    public required string Recipient { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; set; }
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Reason }).IsUnique();
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.Property(row => row.Reason).HasMaxLength(200);
        builder.Property(row => row.Recipient).HasMaxLength(320);
        builder.Property(row => row.Subject).HasMaxLength(300);
    }
}
