using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Gateway;

/// <summary>
/// What one key took of one model in one day. Never what was asked or answered, nor when in the day. It names keys, users, departments and
/// models without keys to them: what was spent stays when they are removed.
/// </summary>
public sealed class GatewayUse : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }

    /// <summary>In coordinated universal time, as 20261129.</summary>
    public required int Day { get; init; }

    public required Guid KeyId { get; init; }

    /// <summary><see cref="Guid.Empty"/> for a key of nobody in particular.</summary>
    public required Guid AgentId { get; init; }

    /// <summary><see cref="Guid.Empty"/> for no department.</summary>
    public required Guid DepartmentId { get; init; }

    /// <summary>The name asked for.</summary>
    public required string Router { get; init; }

    /// <summary>The model that answered; <see cref="Guid.Empty"/> for one of our own, or when none did.</summary>
    public required Guid ModelId { get; init; }

    public required GatewayCallKind Kind { get; init; }

    public long Calls { get; set; }

    /// <summary>Those of <see cref="Calls"/> that did not end well.</summary>
    public long Failures { get; set; }

    public long InputTokens { get; set; }
    public long OutputTokens { get; set; }
    public long CostMicros { get; set; }

    /// <summary>Thousandths of a watt-hour, by the estimate declared with the model; 0 without one.</summary>
    public long MilliwattHours { get; set; }

    public long Milliseconds { get; set; }

    public static int DayOf(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    public static DateOnly DateOf(int day) => new(day / 10_000, day / 100 % 100, day % 100);
}

/// <summary>What a program asks of a model.</summary>
public enum GatewayCallKind
{
    Chat,
    Completion,
    Response,
    Embedding,
    Rerank,
    Transcription,
    Ocr,
}

internal sealed class GatewayUseMapping : IEntityTypeConfiguration<GatewayUse>
{
    public void Configure(EntityTypeBuilder<GatewayUse> builder)
    {
        builder.ToTable("gateway_uses");
        builder.HasKey(row => new { row.OrganisationId, row.Day, row.KeyId, row.AgentId, row.DepartmentId, row.Router, row.ModelId, row.Kind });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
        builder.Property(row => row.Router).HasMaxLength(GatewayRouter.LongestName);
    }
}
