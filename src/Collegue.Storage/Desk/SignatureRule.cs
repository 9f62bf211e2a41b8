using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Desk;

/// <summary>Replies of this kind of task leave only with the signature of a second person.</summary>
public sealed class SignatureRule : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required string Task { get; init; }
    public required Guid AgentId { get; init; }
    public required DateTimeOffset SetAt { get; init; }
}

/// <summary>A reply that waits for a second signature, or waited.</summary>
public sealed class PendingReply : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public Guid? DraftId { get; init; }

    /// <summary>The newest message its writer had seen.</summary>
    public required Guid LastMessageId { get; init; }

    public required string Text { get; init; }
    public required Guid AgentId { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public PendingState State { get; set; }
    public Guid? DecidedByAgentId { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it was sent back.</summary>
    public string? Note { get; set; }
}

public enum PendingState
{
    Waiting,
    Approved,
    SentBack,

    /// <summary>Taken back by its writer.</summary>
    Withdrawn,
}

internal sealed class SignatureMapping : IEntityTypeConfiguration<SignatureRule>, IEntityTypeConfiguration<PendingReply>
{
    public void Configure(EntityTypeBuilder<SignatureRule> builder)
    {
        builder.ToTable("signature_rules");
        builder.HasKey(row => new { row.OrganisationId, row.Task });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Task).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<PendingReply> builder)
    {
        builder.ToTable("pending_replies");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.State, row.AskedAt });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.CaseId });
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.DraftId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agent>().WithMany().HasForeignKey(row => row.DecidedByAgentId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Note).HasMaxLength(2000);
        builder.Property(row => row.State).IsConcurrencyToken();
    }
}
