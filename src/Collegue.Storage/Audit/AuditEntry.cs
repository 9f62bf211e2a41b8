using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Audit;

/// <summary>
/// One fact of an organisation's append-only trail; also the history of a case. Holds ids, codes and counts, never content,
/// so that erasing a citizen's data never needs to touch the chain.
/// </summary>
public sealed class AuditEntry : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }

    /// <summary>1, 2, 3… without gap in the organisation.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }
    public required Actor Actor { get; init; }
    public Guid? AgentId { get; init; }

    /// <summary>What happened, as <c>case.received</c>, <c>draft.prepared</c>, <c>reply.sent</c>.</summary>
    public required string Action { get; init; }

    public Guid? CaseId { get; init; }
    public Guid? SubjectId { get; init; }

    /// <summary>Codes and counts that explain the action, as <c>handling=human;rules=2026-11-24</c>.</summary>
    public string? Detail { get; init; }

    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }
}

public enum Actor
{
    Citizen,

    /// <summary>The machine.</summary>
    Colleague,

    Agent,

    /// <summary>An administrator's command or the program itself.</summary>
    System,
}

/// <summary>The newest link of each chain: makes appending serial and a cut tail visible.</summary>
public sealed class AuditHead : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public long Sequence { get; set; }
    public required string Hash { get; set; }
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.HasKey(row => new { row.OrganisationId, row.Sequence });
        builder.HasIndex(row => new { row.OrganisationId, row.CaseId });
        builder.HasIndex(row => new { row.OrganisationId, row.SubjectId });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(row => row.Sequence).ValueGeneratedNever();
        builder.Property(row => row.Action).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("audit_heads");
        builder.HasKey(row => row.OrganisationId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
