using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Organisations;

/// <summary>Lets a program of an organisation in. The key itself is shown once and never kept.</summary>
public sealed class ApiKey : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The beginning of the key, which finds it and lets people tell keys apart; not secret.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole key: long and random, so that no slower hash is needed.</summary>
    public required string Hash { get; init; }

    public required ApiScopes Scopes { get; set; }

    /// <summary>Who uses it; null for a program of nobody in particular.</summary>
    public Guid? AgentId { get; set; }

    /// <summary>Whose work it serves.</summary>
    public Guid? DepartmentId { get; set; }

    /// <summary>The key that this one replaces.</summary>
    public Guid? RotatedFrom { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; set; }
}

[Flags]
public enum ApiScopes
{
    None = 0,

    /// <summary>Search and read what citizens may read.</summary>
    Read = 1,

    /// <summary>Also what only agents may read.</summary>
    ReadForAgents = 2,

    /// <summary>Create, change and delete collections and documents of the organisation.</summary>
    Write = 4,

    /// <summary>Hand over requests of citizens, and follow them with their secret.</summary>
    Cases = 8,

    /// <summary>Call the models that the gateway offers.</summary>
    Models = 16,

    /// <summary>Administer the gateway of the organisation: routers, limits, keys, users.</summary>
    Administer = 32,
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => row.Prefix);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.Property(row => row.Prefix).HasMaxLength(32);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Property(row => row.Scopes).HasConversion<int>();
    }
}
