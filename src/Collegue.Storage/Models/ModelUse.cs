using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Models;

/// <summary>
/// One call of a model: how much, how long, how it ended. Never what was asked or answered. It names its model without a key to it:
/// what was spent stays when a model is removed.
/// </summary>
public sealed class ModelUse : IBelongsToOrganisation
{
    /// <summary>Who asked.</summary>
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Whose model it is: the same, or an ancestor.</summary>
    public required Guid OwnerId { get; init; }
    public required Guid ModelId { get; init; }
    public required string ModelName { get; init; }
    public required ModelFeature Feature { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The month it counts in, as 202611.</summary>
    public required int Month { get; init; }

    public required ModelOutcome Outcome { get; set; }
    public int InputTokens { get; set; }
    public int OutputTokens { get; set; }

    /// <summary>While <see cref="ModelOutcome.Running"/>, what was set aside.</summary>
    public required long CostMicros { get; set; }

    public int? FirstTokenMilliseconds { get; set; }
    public int? Milliseconds { get; set; }
}

/// <summary>How a call of a model ended.</summary>
public enum ModelOutcome
{
    /// <summary>Not ended, or the program died before it could say how.</summary>
    Running,
    Answered,

    /// <summary>Stopped by an administrator.</summary>
    Stopped,
    OverBudget,

    /// <summary>What would have been sent could not be made fit for the server.</summary>
    NotAllowed,
    NothingInTime,
    TooLong,
    Unreachable,

    /// <summary>The server refuses the key.</summary>
    Unauthorised,
    UnknownModel,
    TooMany,

    /// <summary>The server refuses the request.</summary>
    Rejected,
    ServerError,
    Redirected,
    TooLarge,
    Malformed,

    /// <summary>The line was cut before the end.</summary>
    Cut,

    /// <summary>The key cannot be read any more.</summary>
    KeyLost,

    /// <summary>The reader went away, or had read enough.</summary>
    Abandoned,
}

internal sealed class ModelUseMapping : IEntityTypeConfiguration<ModelUse>
{
    public void Configure(EntityTypeBuilder<ModelUse> builder)
    {
        builder.ToTable("model_uses");
        builder.HasKey(row => new { row.OrganisationId, row.Id });
        builder.HasIndex(row => new { row.OrganisationId, row.Month });
        builder.HasIndex(row => new { row.OrganisationId, row.ModelId, row.StartedAt });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.ModelName).HasMaxLength(100);
    }
}
