using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Gateway;

/// <summary>The most that somebody may take in a time: requests, tokens or money.</summary>
public sealed class GatewayLimit : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required LimitSubject Subject { get; init; }

    /// <summary>Whose limit it is; <see cref="Guid.Empty"/> for the organisation, every key and every user.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary><see cref="Guid.Empty"/> for all names together.</summary>
    public required Guid RouterId { get; init; }

    public required LimitMeasure Measure { get; init; }
    public required LimitPeriod Period { get; init; }

    /// <summary>Requests, tokens, or millionths of a euro.</summary>
    public required long Most { get; set; }
}

/// <summary>Whose calls count together.</summary>
public enum LimitSubject
{
    /// <summary>Of the organisation; those below it count for themselves.</summary>
    Organisation,
    Department,
    User,
    Key,

    /// <summary>Of each key by itself, unless it has a limit of its own for the same measure and period.</summary>
    EveryKey,

    /// <summary>Of each user by itself, unless they have a limit of their own for the same measure and period.</summary>
    EveryUser,
}

public enum LimitMeasure
{
    Requests,
    Tokens,

    /// <summary>Millionths of a euro.</summary>
    Micros,
}

/// <summary>Minutes and days begin and end in coordinated universal time; months too.</summary>
public enum LimitPeriod
{
    Minute,
    Day,
    Month,

    /// <summary>Without end: an envelope.</summary>
    Ever,
}

internal sealed class GatewayLimitMapping : IEntityTypeConfiguration<GatewayLimit>
{
    public void Configure(EntityTypeBuilder<GatewayLimit> builder)
    {
        builder.ToTable("gateway_limits");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Subject, row.SubjectId, row.RouterId, row.Measure, row.Period }).IsUnique();
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
    }
}
