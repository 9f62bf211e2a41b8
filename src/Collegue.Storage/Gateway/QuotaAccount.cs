using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Gateway;

/// <summary>What was taken of a limit in one window of its period, by all nodes: what they used, and what they hold to use.</summary>
public sealed class QuotaAccount : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid LimitId { get; init; }

    /// <summary>Whose account it is: of a limit on every key, the key.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>When the window began; the epoch for a limit without end.</summary>
    public required DateTimeOffset Window { get; init; }

    public long Taken { get; set; }
}

/// <summary>What one node took of an account in advance, so that most calls need no database, and how much of it is used.</summary>
public sealed class QuotaLease : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid NodeId { get; init; }
    public required Guid LimitId { get; init; }
    public required Guid SubjectId { get; init; }
    public required DateTimeOffset Window { get; init; }
    public long Amount { get; set; }
    public long Used { get; set; }
}

/// <summary>A running or vanished process that keeps accounts.</summary>
public sealed class QuotaNode
{
    public required Guid Id { get; init; }

    /// <summary>How far its journal is in the database.</summary>
    public long Flushed { get; set; }

    public required DateTimeOffset SeenAt { get; set; }
}

internal sealed class QuotaMapping : IEntityTypeConfiguration<QuotaAccount>, IEntityTypeConfiguration<QuotaLease>, IEntityTypeConfiguration<QuotaNode>
{
    public void Configure(EntityTypeBuilder<QuotaAccount> builder)
    {
        builder.ToTable("quota_accounts");
        builder.HasKey(row => new { row.OrganisationId, row.LimitId, row.SubjectId, row.Window });
        builder.HasOne<GatewayLimit>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.LimitId });
    }

    public void Configure(EntityTypeBuilder<QuotaLease> builder)
    {
        builder.ToTable("quota_leases");
        builder.HasKey(row => new { row.OrganisationId, row.LimitId, row.SubjectId, row.Window, row.NodeId });
        builder.HasOne<QuotaAccount>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.LimitId, row.SubjectId, row.Window });
    }

    public void Configure(EntityTypeBuilder<QuotaNode> builder)
    {
        builder.ToTable("quota_nodes");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
