using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Collegue.Storage.Models;

/// <summary>A model an organisation uses for something, and its turn: when it fails, the next one is asked.</summary>
public sealed class ModelChoice : IBelongsToOrganisation
{
    public required Guid OrganisationId { get; init; }
    public required ModelFeature Feature { get; init; }
    public required Guid ModelId { get; init; }
    public required int Position { get; set; }
}

/// <summary>What a model is asked for.</summary>
public enum ModelFeature
{
    Ask,
    Assistant,
    Draft,
    Rewrite,

    /// <summary>Tried by hand by an administrator.</summary>
    Trial,

    /// <summary>The kind of a message that neither rules nor classifier recognised.</summary>
    Triage,
}

internal sealed class ModelChoiceMapping : IEntityTypeConfiguration<ModelChoice>
{
    public void Configure(EntityTypeBuilder<ModelChoice> builder)
    {
        builder.ToTable("model_choices");
        builder.HasKey(row => new { row.OrganisationId, row.Feature, row.ModelId });
        builder.HasOne<LanguageModel>().WithMany().HasForeignKey(row => new { row.OrganisationId, row.ModelId });
    }
}
