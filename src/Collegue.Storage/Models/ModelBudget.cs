using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Models;

/// <summary>What an organisation, or one of its models, has spent this month, and the most it may.</summary>
public sealed class ModelBudget : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }

    /// <summary><see cref="Guid.Empty"/> for all the models together.</summary>
    public required Guid ModelId { get; init; }

    /// <summary>In millionths of a euro a month; null when nothing is refused.</summary>
    public long? LimitMicros { get; set; }

    /// <summary>The month <see cref="SpentMicros"/> is of, as 202611.</summary>
    public int Month { get; set; }

    /// <summary>Of calls that ended their cost, of others what was set aside for them.</summary>
    public long SpentMicros { get; set; }
}

internal sealed class ModelBudgetMapping : IEntityTypeConfiguration<ModelBudget>
{
    public void Configure(EntityTypeBuilder<ModelBudget> builder)
    {
        builder.ToTable("model_budgets");
        builder.HasKey(row => new { row.OrganisationId, row.ModelId });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
    }
}
